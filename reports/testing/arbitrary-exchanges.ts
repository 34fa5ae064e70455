import fc from 'fast-check'
import type { Exchange, Failure, HeaderFields, RecordedBody } from '../../conformance/history/events.ts'
import { texts } from './arbitrary-results.ts'

const bytes = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)) })
const times = fc.double({ min: 0, max: 1e7, noNaN: true })
const fields: fc.Arbitrary<HeaderFields> = fc.array(fc.tuple(fc.constantFrom('Content-Type', 'Location', 'X-Odd', 'Set-Cookie'), bytes), {
  maxLength: 4,
})

const bodies: fc.Arbitrary<RecordedBody> = fc.oneof(
  texts.map((text) => ({ text, length: text.length })),
  fc.uint8Array({ maxLength: 40 }).map((raw) => ({ base64: Buffer.from(raw).toString('base64'), length: raw.length })),
  texts.map((text) => ({ text, length: 5_000_000_000, sha256: 'ab', capped: true as const })),
)

const failures: fc.Arbitrary<Failure> = fc.record({
  code: fc.constantFrom('connect', 'timeout', 'closed', 'reset', 'aborted', 'malformed', 'too-large', 'interrupted'),
  message: texts,
  bytesRead: fc.nat(),
  at: times,
})

/** Exchanges of any shape the types allow, as a hostile target and a scenario of raw bytes would leave them. */
export const exchanges: fc.Arbitrary<Exchange> = fc.record({
  kind: fc.constant('exchange' as const),
  id: fc.nat(),
  scenario: texts,
  case: texts,
  door: fc.constantFrom('target', 'replica-1', 'gone'),
  connection: fc.nat(),
  reused: fc.boolean(),
  begin: times,
  end: fc.option(times),
  request: fc.record(
    {
      method: fc.constantFrom('POST', 'GET', 'M-SEARCH', ''),
      target: fc.oneof(
        fc.constantFrom('/api/v1/tokens/%ZZ/revoke', '*', '//x//y?a=1&a=2#f', '/%', 'http://other/', '/ä b"<>\\^`{|}[]'),
        bytes.map((text) => `/${text}`),
        texts,
      ),
      headers: fields,
      body: fc.option(bodies),
      framing: fc.constantFrom('none', 'length', 'chunked', 'raw'),
      raw: bodies,
      shape: texts,
    },
    { requiredKeys: ['method', 'target', 'headers', 'body', 'framing'] },
  ),
  response: fc.option(
    fc.record({
      status: fc.integer({ min: 100, max: 999 }),
      httpVersion: fc.constantFrom('1.0', '1.1', '2'),
      headers: fields,
      body: bodies,
    }),
  ),
  failure: fc.option(failures),
})
