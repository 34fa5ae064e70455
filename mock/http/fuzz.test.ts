import fc from 'fast-check'
import { expect, test } from 'vitest'
import { revokePath } from '../../contract/index.ts'
import type { Bench } from '../testing/setup.ts'
import { setup } from '../testing/setup.ts'
import type { Reply, Wire } from '../testing/wire.ts'

const limits = { headersTimeout: 200, requestTimeout: 400 }
const secret = 'dz_nobody_knows_this_secret'

/** Header lines that two parsers might read differently; whoever takes both sides of one is smuggled past. */
const ambiguousLines = fc.constantFrom(
  'Transfer-Encoding: chunked',
  'Transfer-Encoding : chunked',
  'Transfer-Encoding: xchunked',
  'Transfer-Encoding: chunked, identity',
  'Transfer-Encoding: identity, chunked',
  'Transfer-Encoding:\tchunked',
  'Transfer-Encoding: \x0bchunked',
  'Transfer-Encoding: "chunked"',
  'Transfer-Encoding: chunked;q=1',
  'Transfer-Encoding: CHUNKED',
  'Transfer-Encoding:\r\n chunked',
  'Transfer-Encoding\r\n : chunked',
  'Transfer-Encoding\0: chunked',
  'Transfer_Encoding: chunked',
  'X: y\r\n Transfer-Encoding: chunked',
  ' Transfer-Encoding: chunked',
  'X: y\nTransfer-Encoding: chunked',
  'Content-Length: 0',
  'Content-Length: 4',
  'Content-Length: +4',
  'Content-Length: -4',
  'Content-Length: 04',
  'Content-Length:\r\n 4',
  'Content-Length: 4\r\nContent-Length: 4',
  'Content-Length: 0x4',
  'Content-Length: 4, 4',
  'Content-Length: 4 ',
  'Content-Length: 18446744073709551620',
  'Connection: Content-Length',
  'Expect: 100-continue',
  'Upgrade: h2c',
  'Host: other',
  'Host:',
  'A\0: b',
  ': no name',
  'no colon',
)

const bodies = fc.constantFrom(
  '',
  '0\r\n\r\n',
  '4\r\nnull\r\n0\r\n\r\n',
  'null',
  '{}  ',
  '4\nnull\n0\n\n',
  '5;x="\r\n"\r\nnull \r\n0\r\nA: b\r\n\r\n',
  'ffffffffffffffff\r\n',
  '10000000000000000\r\n',
  '00000000000000004\r\nnull\r\n0\r\n\r\n',
  '-1\r\nnull\r\n0\r\n\r\n',
  '0x4\r\nnull\r\n0\r\n\r\n',
  ' 4\r\nnull\r\n0\r\n\r\n',
  '4\r\nnull too long\r\n0\r\n\r\n',
  `4;${'x'.repeat(20_000)}\r\nnull\r\n0\r\n\r\n`,
  '4\r\nnull\r\n0\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n',
)

/** What begins like a request and goes wrong somewhere. */
const shapes = fc
  .record({
    start: fc.constantFrom('POST', 'GET', 'post', 'PO ST', '', 'CONNECT', 'PRI'),
    target: fc.constantFrom(
      revokePath('%ZZ'),
      revokePath('x'.repeat(20_000)),
      '*',
      'http://[',
      'http://x',
      `http://u:p@x${revokePath('x')}`,
      'x:443',
      '//',
      '/\0',
      '/é',
      '?',
      revokePath('..%2f..'),
    ),
    version: fc.constantFrom('HTTP/1.1', 'HTTP/1.0', 'HTTP/9.9', 'HTTP/2.0', 'HTTP/1.1 ', 'http/1.1', ''),
    lines: fc.array(ambiguousLines, { maxLength: 5 }),
    body: bodies,
    end: fc.constantFrom('\r\n', '\n', '\r\r\n'),
  })
  .map(({ start, target, version, lines, body, end }) => [`${start} ${target} ${version}`, 'Host: x', ...lines, '', body].join(end))

const anything = fc.oneof(
  { weight: 4, arbitrary: shapes.map((text) => Buffer.from(text, 'latin1')) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1, max: 3000 }).map((count) => Buffer.from(`POST / HTTP/1.1\r\n${'A: b\r\n'.repeat(count)}\r\n`)),
  },
)

test('whatever bytes arrive, in whatever pieces, are answered or the connection ends, and the next client is served', async () => {
  const bench = await setup(limits)
  await fc.assert(
    fc.asyncProperty(anything, fc.array(fc.nat(), { maxLength: 3 }), async (bytes, cuts) => {
      const wire = await bench.wire()
      for (const piece of piecesOf(bytes, cuts)) {
        wire.write(piece)
        await turn()
      }
      for (const reply of await repliesUntilEnd(wire)) expect(reply.status, reply.body).toSatisfy(isRefusal)
      await served(bench)
    }),
    { numRuns: 60 },
  )
})

test('whatever comes before it on other connections, every request gets the answer to itself', async () => {
  const bench = await setup({ ...limits, faults: ['in-flight-race=2'] })
  const marks = fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(fc.array(marks, { minLength: 1, maxLength: 4 }), fc.array(anything, { maxLength: 3 }), async (connections, noise) => {
      const noisy = await Promise.all(noise.map(() => bench.wire()))
      noise.forEach((bytes, at) => noisy[at]?.write(bytes))
      await Promise.all(
        connections.map(async (ofOne) => {
          const wire = await bench.wire()
          wire.write(ofOne.map((mark) => echoing(mark, bench.mock.tokens.manager.secret)).join(''))
          for (const mark of ofOne) expect(await wire.next()).toMatchObject({ status: 422, json: { detail: [{ input: [mark] }] } })
          wire.close()
        }),
      )
      for (const wire of noisy) wire.close()
    }),
    { numRuns: 40 },
  )
})

test('requests of any lawful shape, cut anywhere, each get the answer to itself, and half a one behind them gets none', async () => {
  const bench = await setup(limits)
  const { secret: manager } = bench.mock.tokens.manager
  const lawful = fc.uniqueArray(fc.record({ mark: fc.uuid(), shape: fc.constantFrom(...Object.keys(echoings)) }), {
    selector: ({ mark }) => mark,
    minLength: 1,
    maxLength: 4,
  })
  await fc.assert(
    fc.asyncProperty(
      lawful,
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      fc.array(fc.nat(), { maxLength: 6 }),
      async (asked, share, cuts) => {
        const whole = asked.map(({ mark, shape }) => echoings[shape]?.(mark, manager) ?? '')
        // An upgrade is not granted, and nothing may follow it.
        const last = asked.findIndex(({ shape }) => shape === 'asking for an upgrade')
        const answered = last < 0 ? asked : asked.slice(0, last + 1)
        const half = echoing('half', manager)
        const wire = await bench.wire()
        for (const piece of piecesOf(Buffer.from([...whole, half.slice(0, half.length * share)].join('')), cuts)) {
          wire.write(piece)
          await turn()
        }
        for (const { mark } of answered) expect(await wire.next()).toMatchObject({ status: 422, json: { detail: [{ input: [mark] }] } })
        for (const { status } of await repliesUntilEnd(wire)) expect(status).toBe(400)
      },
    ),
    { numRuns: 60 },
  )
})

test('a request that is smuggled in the body of another is never carried out', async () => {
  const bench = await setup(limits)
  const { manager } = bench.mock.tokens
  const before = fc.constantFrom('', '0\r\n\r\n', '0\r\nA: b\r\n\r\n', '4\r\nnull\r\n0\r\n\r\n', '4\nnull\n0\n\n', 'null', '\r\n')
  await fc.assert(
    fc.asyncProperty(fc.array(ambiguousLines, { minLength: 1, maxLength: 3 }), before, fc.boolean(), async (lines, prefix, first) => {
      const [target] = await bench.mock.issue('revocable')
      const inner = `POST ${revokePath(target?.id ?? '')} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${manager.secret}\r\nContent-Length: 0\r\n\r\n`
      const length = `Content-Length: ${prefix.length + inner.length}`
      const framing = first ? [length, ...lines] : [...lines, length]
      const wire = await bench.wire()
      wire.write(
        `POST ${revokePath('x')} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${secret}\r\n${framing.join('\r\n')}\r\n\r\n${prefix}${inner}`,
      )
      await repliesUntilEnd(wire)
      expect(await bench.probe(target?.secret ?? '')).toBe('live')
    }),
    { numRuns: 80 },
  )
})

test('who closes their own side after asking still gets every answer, however long it takes', async () => {
  const bench = await setup({ faults: ['in-flight-race=20'] })
  const wire = await bench.wire()
  const marks = ['a', 'b', 'c']
  wire.write(marks.map((mark) => echoing(mark, bench.mock.tokens.manager.secret)).join(''))
  wire.socket.end()
  for (const mark of marks) expect(await wire.next()).toMatchObject({ status: 422, json: { detail: [{ input: [mark] }] } })
  await wire.closed
})

const echoPath = revokePath('3f0c1b52-6a55-4e0e-9d7f-2b9e6b0f9a11')

/** A request whose answer repeats the mark. */
function echoing(mark: string, manager: string, { target = echoPath, lines = [] as readonly string[] } = {}): string {
  const body = JSON.stringify({ reason: [mark] })
  return `${headOf(target, manager, [...lines, `Content-Length: ${body.length}`])}${body}`
}

/** The same in every form that RFC 9112 knows. */
const echoings: Readonly<Record<string, typeof echoing>> = {
  plain: echoing,
  'behind empty lines': (mark, manager) => `\r\n\r\n${echoing(mark, manager)}`,
  'to an absolute target': (mark, manager) => echoing(mark, manager, { target: `http://elsewhere${echoPath}` }),
  'asking for an upgrade': (mark, manager) => echoing(mark, manager, { lines: ['Connection: Upgrade', 'Upgrade: h2c'] }),
  'waiting to be told to go on': (mark, manager) => echoing(mark, manager, { lines: ['Expect: 100-continue'] }),
  'in chunks': (mark, manager) =>
    `${headOf(echoPath, manager, ['Transfer-Encoding: chunked'])}${chunked(JSON.stringify({ reason: [mark] }))}`,
}

function headOf(target: string, manager: string, lines: readonly string[]): string {
  const all = ['Host: x', `Authorization: Bearer ${manager}`, 'Content-Type: application/json', ...lines]
  return `POST ${target} HTTP/1.1\r\n${all.join('\r\n')}\r\n\r\n`
}

/** With extensions, leading zeros, and a trailer. */
function chunked(body: string): string {
  const chunks = [body.slice(0, 5), body.slice(5)]
  return `${chunks.map((chunk) => `00${chunk.length.toString(16)};a="b"\r\n${chunk}\r\n`).join('')}0\r\nA: b\r\n\r\n`
}

/** Nothing in these bytes is let in: there is no credential, or a wrong one. */
function isRefusal(status: number): boolean {
  return (status >= 400 && status < 500) || status === 501 || status === 505 || status === 204
}

/** Says that there is nothing more to come, and reads what is still answered. */
async function repliesUntilEnd(wire: Wire): Promise<Reply[]> {
  const replies: Reply[] = []
  wire.socket.end()
  for (;;) {
    try {
      replies.push(await wire.next())
    } catch {
      return replies
    }
  }
}

async function served({ probe, mock }: Bench): Promise<void> {
  expect(await probe(mock.tokens.manager.secret)).toBe('live')
}

function piecesOf(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length]
  return at.slice(1).map((to, index) => bytes.subarray(at[index], to))
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
