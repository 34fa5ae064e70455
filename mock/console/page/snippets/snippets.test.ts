import { execFile } from 'node:child_process'
import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { runInThisContext } from 'node:vm'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { HeaderLine, RecordedRequest } from '../../../control/generated/types.ts'
import { curlOf } from './curl.ts'
import { fetchOf } from './fetch.ts'
import { snippetRequestOf } from './snippet-request.ts'
import { typescriptOf } from './typescript.ts'

interface Arrived {
  readonly method: string | undefined
  readonly target: string | undefined
  readonly type: string | undefined
  readonly note: string | undefined
  readonly body: string
}

const arrived: Arrived[] = []
const server = createServer((request, response) => {
  void textOf(request).then((body) => {
    const { method, url: target, headers } = request
    arrived.push({ method, target, type: headers['content-type'], note: headers['x-note'] as string | undefined, body })
    response.end()
  })
})
let base = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())
beforeEach(() => void arrived.splice(0))

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('base64')
}

const hostile = [
  `'; touch /tmp/owned; '`,
  '`id` $(id) $HOME ${x} !! \\ \\\\',
  '@/etc/passwd',
  '-o /tmp/owned',
  '\u001b[201~\n\tid\n',
  '\u202erm -rf\u2066',
  '</script><script>alert(1)</script>',
  "\u2028'+alert(1)+'\u2029",
  '{a,b} [1-9] %41 #x',
  '\u0000\u0001\u007f\u0085é€😀',
]
const texts = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary' }), fc.string())
const segments = texts.map((text) => encodeURIComponent(text.toWellFormed()).replaceAll("'", '%27'))
const values = fc
  .oneof(
    fc.constantFrom(...hostile).map((text) => text.replaceAll(/[^\x20-\x7e\xa0-\xff]/g, '')),
    fc.string({
      unit: fc
        .integer({ min: 0x20, max: 0xff })
        .filter((code) => code < 0x7f || code > 0x9f)
        .map((code) => String.fromCodePoint(code)),
    }),
  )
  .map((value) => value.trim())
const bodies = fc.oneof(
  texts.map((text) => text.toWellFormed()).map((text) => ({ text, length: Buffer.byteLength(text) })),
  fc.uint8Array({ minLength: 1 }).map((bytes) => ({ base64: Buffer.from(bytes).toString('base64'), length: bytes.length })),
)
const requests = fc.record({
  segment: segments,
  note: values,
  type: fc.constantFrom('application/json', 'text/plain', undefined),
  body: fc.option(bodies),
})

type Parts = typeof requests extends fc.Arbitrary<infer Value> ? Value : never

function withText(text: string): Parts {
  return {
    segment: encodeURIComponent(text).replaceAll("'", '%27'),
    note: '',
    type: undefined,
    body: { text, length: Buffer.byteLength(text) },
  }
}

function recorded({ segment, note, type, body }: Parts): RecordedRequest {
  const headers: HeaderLine[] = [['Host', 'mock'], ['X-Note', note], ...(type === undefined ? [] : [['Content-Type', type] as HeaderLine])]
  return { method: 'POST', target: `/api/v1/tokens/${segment}/revoke?q={1,2}[3]&a=/../b`, headers, body }
}

/** What is to arrive. Without a body nobody has said what type it is of. */
function expected({ target, headers, body }: RecordedRequest): Omit<Arrived, 'type'> {
  const bytes = body?.base64 ?? Buffer.from(body?.text ?? '').toString('base64')
  return { method: 'POST', target, note: headers[1]?.[1], body: bytes }
}

const bash = promisify(execFile)

test('a curl command sends what was sent and does nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(requests, async (parts) => {
      arrived.splice(0)
      const request = recorded(parts)
      const { stdout } = await bash('bash', ['-c', curlOf(snippetRequestOf(request, base, () => undefined))])
      expect(stdout).toMatch(/^HTTP\/1\.1 200/)
      expect(arrived).toMatchObject([expected(request)])
      expect(arrived[0]?.type).toBe(parts.type)
    }),
    {
      numRuns: 40,
      examples: hostile.map((text): [Parts] => [withText(text)]),
    },
  )
})

test('nothing in a curl command moves a terminal or the direction of a line', () => {
  fc.assert(
    fc.property(requests, (parts) => {
      expect(curlOf(snippetRequestOf(recorded(parts), base, () => undefined))).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u)
    }),
  )
})

test.each([
  ['fetch', fetchOf],
  ['TypeScript', (request: Parameters<typeof fetchOf>[0]) => withoutTypes(typescriptOf(request))],
] as const)('a call in %s sends what was sent', async (_, write) => {
  await fc.assert(
    fc.asyncProperty(requests, async (parts) => {
      arrived.splice(0)
      const request = recorded(parts)
      // `fetch` resolves dots in paths and writes some characters of a query in another way.
      const target = `/api/v1/tokens/${parts.segment}/revoke`
      const code = write(snippetRequestOf({ ...request, target }, base, () => undefined))
      expect(code).not.toContain('</script')
      await (runInThisContext(`(async (console) => { ${code} })`) as Run)({ log: () => undefined })
      expect(arrived).toMatchObject([{ ...expected(request), target: new URL(base + target).pathname }])
    }),
    { numRuns: 200, examples: [[{ segment: 'a', note: '', type: 'application/json', body: { text: '{"reason":"x"}', length: 14 } }]] },
  )
})

type Run = (console: { log: () => void }) => Promise<void>

/** The annotations that our snippets have, and no others. */
function withoutTypes(code: string): string {
  return code
    .replace(/^import type .*\n/, '')
    .replace(': RevokeRequest', '')
    .replaceAll(/ as (?:RevokeEnvelope|ValidationErrorBody)(?=\n)/g, '')
}

test('a known secret takes the place of its mark, an unknown one is asked for', () => {
  const request: RecordedRequest = { method: 'POST', target: '/', headers: [['Authorization', 'Bearer ⟦manager-1⟧']], body: null }
  expect(curlOf(snippetRequestOf(request, base, () => 'dz_known'))).toContain(`-H 'Authorization: Bearer dz_known'`)
  expect(curlOf(snippetRequestOf(request, base, () => undefined))).toMatch(/^# Put in the secret of manager-1\.\n.*SECRET_OF_manager-1/s)
})

test('what every client adds by itself is left out', () => {
  const headers: HeaderLine[] = [
    ['Host', 'a'],
    ['User-Agent', 'b'],
    ['Accept', '*/*'],
    ['Sec-Fetch-Mode', 'cors'],
    ['Content-Length', '3'],
    ['Prefer', 'code=404'],
  ]
  expect(snippetRequestOf({ method: 'POST', target: '/', headers, body: null }, base, () => undefined).headers).toEqual([
    ['Prefer', 'code=404'],
  ])
})
