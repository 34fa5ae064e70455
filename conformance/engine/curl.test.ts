import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Exchange, HeaderFields } from '../history/events.ts'
import { Masker, plain } from '../history/mask.ts'
import { Recorder } from '../history/recorder.ts'
import type { Told } from '../testing/story.ts'
import { Story } from '../testing/story.ts'
import { curlOf } from './curl.ts'

/** One request, as curl would have sent it. */
interface Sent {
  readonly method: string
  readonly url: string
  readonly headers: HeaderFields
  /** Hex; `undefined` for none. */
  readonly body?: string
}

/** Bash functions in the place of the programs: each word ends with a NUL, each call with an empty word; files come as hex. */
const stub = `
curl() {
  local words=(curl) before=''
  for word in "$@"; do
    if [ "$before" = --data-binary ] && [ "\${word:0:1}" = @ ]; then words+=("f$(od -An -v -tx1 "\${word:1}" | tr -d ' \\n')")
    else words+=("t$word"); fi
    before=$word
  done
  printf '%s\\0' "\${words[@]}" ''
}
nc() { printf '%s\\0' "nc $*" "f$(od -An -v -tx1 | tr -d ' \\n')" ''; }
openssl() { printf '%s\\0' "openssl $*" "f$(od -An -v -tx1 | tr -d ' \\n')" ''; }
sleep() { printf '%s\\0' "sleep $1" ''; }
wait() { builtin wait; printf '%s\\0' wait ''; }
`

const secret = 'S3CRET-of-"revocable" $(x)'

/** What a script did, call by call. */
function run(script: string): readonly (readonly string[])[] {
  const variables = { REVOCABLE_1: secret, MANAGER_1: 'M', REVOCABLE_1_CASE_SWAPPED: 'swapped', REVOCABLE_1_SHA256: 'hash' }
  const output = execFileSync('bash', ['-c', `${stub}\n${script}`], {
    encoding: 'utf8',
    env: { ...process.env, ...variables, LC_ALL: 'C.UTF-8' },
  })
  const calls = output.split('\0\0').map((call) => call.split('\0'))
  return calls.filter(([name]) => name !== '')
}

function sentBy(script: string): readonly Sent[] {
  return run(script).flatMap(([name, ...words]) => (name === 'curl' ? requestIn(words) : []))
}

/** Reads the arguments as curl does. */
function requestIn(words: readonly string[]): Sent {
  const sent: { method?: string; url: string; headers: [string, string][]; body?: string } = { url: '', headers: [] }
  const left = words.values()
  const next = (): string => (left.next().value ?? '').slice(1)
  for (const word of left) {
    const argument = word.slice(1)
    if (argument === '-X') sent.method = next()
    else if (argument === '-I') sent.method = 'HEAD'
    else if (argument === '-H') sent.headers.push(fieldIn(next()))
    else if (argument === '--data-raw') sent.body = Buffer.from(next()).toString('hex')
    else if (argument === '--data-binary') sent.body = next()
    else if (!argument.startsWith('-')) sent.url = argument
  }
  return { ...sent, method: sent.method ?? (sent.body === undefined ? 'GET' : 'POST') }
}

function fieldIn(argument: string): [string, string] {
  const [, name = '', colon = '', value = ''] = /^([^:;]*)([:;]) ?(.*)$/s.exec(argument) ?? []
  return [name, colon === ';' ? '' : value]
}

/** The script for bytes that were sent as they are, recorded as a run records them. */
function rawScriptOf(raw: Uint8Array, url: string): string {
  const masker = new Masker()
  masker.add(secret, 'revocable-1')
  const recorder = new Recorder(masker, new Story().history().header)
  const request = { method: 'POST', target: '/', headers: [], raw, shape: 'noise', timeout: 1 }
  const outcome = { connection: 1, reused: false, begin: 1, end: null, response: null, failure: null }
  return curlOf([recorder.exchange({ scenario: 'test', case: 'test#1', door: 'target' }, request, outcome)], () => url)
}

function scriptOf(...told: readonly Told[]): string {
  return curlOf(exchangesOf(told), () => 'http://127.0.0.1:4010/prefix')
}

function exchangesOf(told: readonly Told[]): readonly Exchange[] {
  return told.reduce((story, one) => story.tell(one), new Story()).history().exchanges
}

const pieces = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    '⟦revocable-1⟧',
    '⟦revocable-1~case swapped⟧',
    '⟦revocable-1:sha256⟧',
    "'",
    '"',
    '$x',
    '`x`',
    '\\',
    '@',
    '\r\n',
    '\x01f',
    '!',
  ),
)
/** Texts as they are recorded, with marks and everything a shell might stumble over. */
const recorded = fc
  .array(pieces, { maxLength: 5 })
  .map((all) => all.map((piece) => (piece.startsWith('⟦') ? piece : new Masker().maskText(piece.toWellFormed()))).join(''))
const visible = recorded.map((text) => text.replaceAll(/[\0-\x1f\x7f]/g, ''))

/** What a recorded text was on the wire. */
function unmasked(text: string): string {
  const known: Readonly<Record<string, string>> = {
    'revocable-1': secret,
    'revocable-1~case swapped': 'swapped',
    'revocable-1:sha256': 'hash',
  }
  return text
    .split(/(⟦[^⟧!]+⟧)/)
    .map((piece) => known[/^⟦([^⟧!]+)⟧$/.exec(piece)?.[1] ?? ''] ?? plain(piece))
    .join('')
}

describe('the script', () => {
  test('sends the same request again, byte for byte, whatever stood in it', () =>
    fc.assert(
      fc.property(
        visible,
        visible,
        fc.option(recorded, { nil: undefined }),
        fc.constantFrom('POST', 'PUT', 'DELETE'),
        (path, value, body, method) => {
          fc.pre((body?.length ?? 0) <= 400)
          const told = {
            target: `/prefix/${path}`,
            authorization: [`Bearer ${value}`],
            method,
            ...(body === undefined ? {} : { body, contentType: 'x/y' }),
          }
          const expected = {
            method,
            url: `http://127.0.0.1:4010/prefix/${unmasked(path)}`,
            headers: [['Authorization', `Bearer ${unmasked(value)}`], ...(body === undefined ? [] : [['Content-Type', 'x/y']])],
            ...(body === undefined ? {} : { body: Buffer.from(unmasked(body)).toString('hex') }),
          }
          expect(sentBy(scriptOf(told))).toEqual([expected])
        },
      ),
      { numRuns: 40 },
    ))

  test('names secrets by variables, and holds no mark', () => {
    const script = scriptOf({ of: 'revocable-1', body: { reason: '⟦revocable-1:sha256⟧' } })
    expect(script).toContain(`-H 'Authorization: Bearer '"$MANAGER_1"`)
    expect(script).toContain('# MANAGER_1=… REVOCABLE_1_SHA256=…')
    expect(script).not.toMatch(/[⟦⟧]/)
  })

  test('shows no control character of the other side', () =>
    fc.assert(
      fc.property(recorded, (body) => {
        expect(scriptOf({ body, contentType: 'x/y' })).not.toMatch(/[\0-\x08\x0b-\x1f\x7f-\x9f]/)
      }),
    ))

  test.each<[string, Told, object]>([
    ['bytes that are no text', { body: 'x' }, { body: '780a' }],
    ['no body, announced', { body: '', contentType: 'application/json' }, { method: 'POST', body: '' }],
    ['no body', {}, { method: 'POST', headers: [['Authorization', 'Bearer M']] }],
    ['no media type', { body: 'x', contentType: '' }, { headers: expect.arrayContaining([['Content-Type', '']]) as unknown }],
    ['a HEAD request', { method: 'HEAD' }, { method: 'HEAD' }],
    ['a method nobody knows', { method: "O'DD" }, { method: "O'DD" }],
    ['an empty field', { headers: [['X-Empty', '']] }, { headers: expect.arrayContaining([['X-Empty', '']]) as unknown }],
    ['chunks', { body: 'x', framing: 'chunked' }, { headers: expect.arrayContaining([['Transfer-Encoding', 'chunked']]) as unknown }],
    [
      'two credentials',
      { authorization: ['Bearer a', 'Bearer b'] },
      {
        headers: [
          ['Authorization', 'Bearer a'],
          ['Authorization', 'Bearer b'],
        ],
      },
    ],
  ])('can send %s', (what, told, expected) => {
    const [exchange] = exchangesOf([told])
    if (exchange === undefined) throw new RangeError('unreachable')
    const bytes = what.startsWith('bytes') ? { body: { base64: 'eAo=', length: 2 } } : {}
    expect(sentBy(curlOf([{ ...exchange, request: { ...exchange.request, ...bytes } }], () => 'http://127.0.0.1:1'))).toMatchObject([
      expected,
    ])
  })

  test('says so where it cannot send the same: a long body', () => {
    expect(scriptOf({ body: 'long\n'.repeat(200) })).toMatch(
      /^# .*\n# body: 1000 bytes, beginning with "long\\n.*\ncurl .* --data-binary @body$/,
    )
  })

  test('sends bytes that are no request through a socket, as they are', () =>
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.boolean(), (bytes, isSecure) => {
        const sent = Buffer.concat([bytes, Buffer.from(` Bearer ${secret}\r\n\r\n`)])
        const [call] = run(rawScriptOf(sent, isSecure ? 'https://127.0.0.1:4010' : 'http://127.0.0.1:4010'))
        expect(call).toEqual([
          isSecure ? 'openssl s_client -quiet -connect 127.0.0.1:4010' : 'nc -w 3 127.0.0.1 4010',
          `f${sent.toString('hex')}`,
        ])
      }),
    ))

  test('leaves braces, brackets and dots in a path alone', () => {
    for (const id of ['{token_id}', '}', '[x]', '..']) expect(scriptOf({ id })).toContain('--path-as-is -g')
  })
})

describe('a sequence', () => {
  const calls = (script: string): readonly (string | undefined)[] => run(script).map(([name]) => name)

  test('comes in its order, with the pauses that were made', () => {
    expect(calls(scriptOf({ at: 10 }, { at: 20 }, { at: 1522 }))).toEqual(['curl', 'curl', 'sleep 1.5', 'curl'])
  })

  test('has its races in the background, up to the last of them', () => {
    const script = scriptOf({ at: 10, took: 100 }, { at: 20, took: 5 }, { at: 40, took: 5 }, { at: 200 })
    expect(calls(script)).toEqual(['curl', 'curl', 'curl', 'wait', 'curl'])
    expect(script.split('\n').filter((line) => line.endsWith('&'))).toHaveLength(2)
  })

  test('goes on after a request that was never answered', () => {
    expect(calls(scriptOf({ at: 10, failure: { code: 'aborted', at: 30 } }, { at: 40 }))).toEqual(['curl', 'curl'])
  })

  test('keeps a remark about a body out of the background', () => {
    const script = scriptOf({ at: 10, took: 100, body: 'x'.repeat(500) }, { at: 20 })
    expect(script.split('\n').filter((line) => line.endsWith('&'))).toHaveLength(1)
  })

  test('of ordinary revocations is a call a line, of the same requests', () => {
    const told: readonly Told[] = [
      { of: 'revocable-1', body: { reason: "it's $x" } },
      { by: 'revocable-1', status: 401 },
    ]
    const url = 'http://127.0.0.1:4010/api/v1/tokens'
    const script = curlOf(exchangesOf(told), () => 'http://127.0.0.1:4010', { tokens: [new Story().token('revocable-1')] })
    expect(script).toMatch(
      /^# REVOCABLE_1_ID=… MANAGER_1=… REVOCABLE_1=…\nrevoke\(\) \{ .*\nrevoke "\$REVOCABLE_1_ID" "\$MANAGER_1" .*\nrevoke \S+ /,
    )
    expect(sentBy(`REVOCABLE_1_ID=fresh\n${script}`)).toEqual([
      {
        method: 'POST',
        url: `${url}/fresh/revoke`,
        headers: [
          ['Authorization', 'Bearer M'],
          ['Content-Type', 'application/json'],
        ],
        body: Buffer.from(`{"reason":"it's $x"}`).toString('hex'),
      },
      { method: 'POST', url: expect.stringContaining(`${url}/bbbbbbbb-`) as string, headers: [['Authorization', `Bearer ${secret}`]] },
    ])
  })

  test('takes fresh tokens from where the run had them, and names what it cannot have', () => {
    const story = new Story()
    const context = { tokens: [story.token('revocable-1'), story.token('manager-1')], provisioner: "--provisioner 'exec:./my tokens'" }
    const script = curlOf(
      exchangesOf([{ of: 'revocable-1', authorization: ['Bearer ⟦manager-1~changed⟧'] }]),
      () => 'http://127.0.0.1:1',
      context,
    )
    expect(script.split('\n').slice(0, 2)).toEqual([
      `eval "$(dayzero-contract tokens revocable-1 --provisioner 'exec:./my tokens')"`,
      '# MANAGER_1_CHANGED=…',
    ])
  })

  test('writes an id as it was written', () => {
    const token = new Story().token('revocable-1')
    const script = curlOf(exchangesOf([{ id: token.id.toUpperCase() }]), () => 'http://127.0.0.1:1', { tokens: [token] })
    expect(sentBy(`REVOCABLE_1_ID=abc\n${script}`)).toMatchObject([{ url: 'http://127.0.0.1:1/api/v1/tokens/ABC/revoke' }])
  })

  test('that takes a kept connection is one call of curl', () => {
    const script = curlOf(exchangesOf([{}, { by: 'nobody', status: 404 }]), () => 'http://127.0.0.1:1', { isOneConnection: true })
    expect(calls(script)).toEqual(['curl'])
    expect(script).toMatch(/ \\\n {2}--next -sS -i -X POST /)
  })

  test('is empty for no exchanges', () => {
    expect(curlOf([], () => 'http://127.0.0.1:1')).toBe('')
  })
})
