import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { laneTo, revocation } from '../testing/lane-setup.ts'
import { startHostileTarget } from '../testing/hostile-target.ts'
import { AnswerError } from './answer-error.ts'
import { HeadWatch } from './head-watch.ts'
import type { ResponseHead } from './incoming-response.ts'
import { ResponseParser } from './response-parser.ts'

describe('the parser of raw answers', () => {
  test('reads the same from any pieces', () =>
    fc.assert(
      fc.property(answers, pieces, ({ bytes }, cuts) => {
        expect(parsed(cutUp(bytes, cuts))).toEqual(parsed([bytes]))
      }),
    ))

  test('reads what was written', () =>
    fc.assert(
      fc.property(answers, pieces, ({ bytes, head, body }, cuts) => {
        expect(parsed(cutUp(bytes, cuts))).toMatchObject({ head, body })
      }),
    ))

  test('ends on anything: with an answer, or with a reason why it is none', () =>
    fc.assert(
      fc.property(damaged, pieces, (bytes, cuts) => {
        const outcome = parsed(cutUp(bytes, cuts))
        expect(outcome.error === undefined || outcome.error.startsWith('AnswerError')).toBe(true)
      }),
      { numRuns: 500 },
    ))

  test('leaves what follows the answer', () => {
    const parser = new ResponseParser({ method: 'POST' }, 1_000, { head: () => {}, data: () => {} })
    parser.push(Buffer.from('HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 200 OK\r\n'))
    expect(parser.isComplete).toBe(true)
    expect(Buffer.from(parser.rest).toString()).toBe('HTTP/1.1 200 OK\r\n')
  })

  test.each([
    ['a bare line feed', 'HTTP/1.1 200 OK\nContent-Length: 0\n\n'],
    ['a folded field', 'HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Length: 0\r\n\r\n'],
    ['a space before the colon', 'HTTP/1.1 200 OK\r\nX : a\r\nContent-Length: 0\r\n\r\n'],
    ['a length and chunks', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['a chunk longer than its size', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n'],
    ['a status of two digits', 'HTTP/1.1 20 OK\r\n\r\n'],
    ['a NUL in a field', 'HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n'],
    ['HTTP/3 in a status line', 'HTTP/3.0 200 OK\r\n\r\n'],
  ])('takes no %s, and neither does undici', async (_, text) => {
    expect(parsed([Buffer.from(text, 'latin1')]).error).toMatch('malformed')
    const target = await startHostileTarget((socket) => socket.end(text, 'latin1'))
    const { lane } = laneTo(target.url)
    const { failure } = await lane.send(revocation())
    await lane.close()
    await target.close()
    expect(failure?.code).toBe('malformed')
  })
})

describe('the two clients', () => {
  test('record the same of one answer', () =>
    fc.assert(
      fc.asyncProperty(answers, pieces, async ({ bytes }, cuts) => {
        const target = await startHostileTarget((socket) => {
          for (const piece of cutUp(bytes, cuts)) socket.write(piece)
          socket.end()
        })
        const { lane } = laneTo(target.url)
        const [ordinary, raw] = [await lane.send(revocation()), await lane.send(revocation({ target: '/re voke' }))]
        await lane.close()
        await target.close()
        expect(ordinary.failure).toBeNull()
        expect(raw.response).toEqual(ordinary.response)
      }),
      { numRuns: 60 },
    ))

  test('take no two different answers from the same bytes, damaged or not', () =>
    fc.assert(
      fc.asyncProperty(damaged, async (bytes) => {
        const target = await startHostileTarget((socket) => socket.end(bytes))
        const { lane } = laneTo(target.url)
        const [ordinary, raw] = [await lane.send(revocation()), await lane.send(revocation({ target: '/re voke' }))]
        await lane.close()
        await target.close()
        fc.pre(ordinary.response !== null && raw.response !== null)
        expect(raw.response).toEqual(ordinary.response)
      }),
      { numRuns: 100 },
    ))
})

describe('the watch on the head', () => {
  test('sees the version of the final answer and turns only an interim 100 into 102, in any pieces', () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom(100, 102, 103)), fc.constantFrom('1.0', '1.1'), pieces, (interim, version, cuts) => {
        const text = [
          ...interim.map((status) => `HTTP/1.1 ${status} x\r\nA: HTTP/1.1 100\r\n\r\n`),
          `HTTP/${version} 201 y\r\n\r\nHTTP/1.1 100 z`,
        ].join('')
        const seen = cutUp(Buffer.from(text), cuts).map((piece) => Buffer.from(piece))
        const watch = new HeadWatch()
        for (const piece of seen) watch.see(piece)
        expect(watch.version).toBe(version)
        expect(Buffer.concat(seen).toString()).toBe(text.replaceAll('HTTP/1.1 100 x', 'HTTP/1.1 102 x'))
      }),
    ))
})

const token = fc.string({ unit: fc.constantFrom('X', 'y', '-', '7', '_'), minLength: 1, maxLength: 8 }).map((name) => `X${name}`)
const value = fc.string({ unit: fc.constantFrom('a', ' ', '\t', ',', '"', '\xe9', ':', '0'), maxLength: 12 }).map((text) => text.trim())
const statuses = fc.constantFrom(200, 201, 204, 304, 400, 401, 404, 422, 500, 599)
const interims = fc.array(fc.constantFrom('HTTP/1.1 100 Continue\r\n\r\n', 'HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n'), {
  maxLength: 2,
})
const pieces = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 30 })

/** Whole answers: their bytes, and what is to be read from them. */
const answers = fc
  .record({
    status: statuses,
    version: fc.constantFrom('1.0' as const, '1.1' as const),
    reason: fc.constantFrom('', ' ', ' OK', ' Not \xe9 all'),
    fields: fc.array(fc.tuple(token, value), { maxLength: 5 }),
    body: fc.uint8Array({ maxLength: 80 }),
    framing: fc.constantFrom('length', 'chunked', 'close'),
    interims,
  })
  .map(({ status, version, reason, fields, body, framing, interims: before }) => {
    const hasBody = status !== 204 && status !== 304
    const framed: [string, string][] =
      framing === 'length' ? [['Content-Length', `${body.length}`]] : framing === 'chunked' ? [['Transfer-Encoding', 'chunked']] : []
    const headers = [...fields, ...framed]
    const head = [`HTTP/${version} ${status}${reason}`, ...headers.map(([name, text]) => `${name}: ${text}`), '', ''].join('\r\n')
    const sent = hasBody ? (framing === 'chunked' ? chunked(body) : Buffer.from(body)) : Buffer.alloc(0)
    return {
      bytes: Buffer.concat([Buffer.from([...before, head].join(''), 'latin1'), sent]),
      head: { status, httpVersion: version, headers },
      body: hasBody ? Buffer.from(body) : Buffer.alloc(0),
    }
  })

/** Answers with bytes changed, dropped or added, and bare noise. */
const damaged = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((noise) => Buffer.from(noise)),
  fc
    .tuple(
      answers,
      fc.array(fc.tuple(fc.nat(), fc.constantFrom('\n', '\0', ' ', ':', '0', '9', 'H', '\xff', '')), { minLength: 1, maxLength: 3 }),
    )
    .map(([{ bytes }, damages]) =>
      damages.reduce(
        (text, [at, by]) => text.slice(0, at % (text.length + 1)) + by + text.slice((at % (text.length + 1)) + 1),
        bytes.toString('latin1'),
      ),
    )
    .map((text) => Buffer.from(text, 'latin1')),
)

function chunked(body: Uint8Array): Buffer {
  const half = Math.floor(body.length / 2)
  const chunks = [body.slice(0, half), body.slice(half)].filter(({ length }) => length > 0)
  return Buffer.concat([
    ...chunks.flatMap((chunk) => [Buffer.from(`${chunk.length.toString(16)};x="y"\r\n`), chunk, Buffer.from('\r\n')]),
    Buffer.from('0\r\nTrailer: x\r\n\r\n'),
  ])
}

function cutUp(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const parts: Uint8Array[] = []
  let at = 0
  for (const length of cuts) {
    parts.push(bytes.subarray(at, at + length))
    at += length
  }
  return [...parts, bytes.subarray(at)].filter(({ length }) => length > 0)
}

function parsed(parts: readonly Uint8Array[]): { head: ResponseHead | undefined; body: Buffer; error: string | undefined } {
  let head: ResponseHead | undefined
  const body: Uint8Array[] = []
  const parser = new ResponseParser({ method: 'POST' }, 65_536, {
    head: (read) => void (head = read),
    data: (chunk) => void body.push(Buffer.from(chunk)),
  })
  let error: string | undefined
  try {
    for (const part of parts) parser.push(part)
    parser.end()
  } catch (cause) {
    error = cause instanceof AnswerError ? `AnswerError ${cause.code}` : String(cause)
  }
  return { head, body: Buffer.concat(body), error }
}
