import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { WireOutcome, WireRequest } from '../client/wire.ts'
import { Story } from '../testing/story.ts'
import type { HistoryEvent, RecordedBody } from './events.ts'
import { Masker, plain } from './mask.ts'
import { Recorder } from './recorder.ts'

const secrets = fc.stringMatching(/^dz_[A-Za-z0-9_-]{16,60}$/)
const words = fc.string({ unit: fc.constantFrom('a', 'b', ' ', ':', '/', '.', '-', '"'), maxLength: 12 })
const chunks = fc.uint8Array({ maxLength: 30 })

/** A text in which a secret stands, in a form that everybody can undo. */
const leaks = (secret: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      words,
      fc.constantFrom(
        secret,
        Buffer.from(secret).toString('base64'),
        Buffer.from(secret).toString('hex'),
        createHash('sha256').update(secret).digest('hex'),
        secret.replaceAll(/./g, (char) => `%${char.charCodeAt(0).toString(16)}`),
      ),
      words,
    )
    .map((parts) => parts.join(' '))

const leaking = secrets.chain((secret) =>
  fc.record({
    secret: fc.constant(secret),
    texts: fc.array(leaks(secret), { minLength: 9, maxLength: 9 }),
    before: chunks,
    after: chunks,
  }),
)

describe('a recorded history', () => {
  test('holds no secret, wherever on the wire or in the words of a provisioner it stood', () =>
    fc.assert(
      fc.property(leaking, ({ secret, texts, before, after }) => {
        const { recorder, events } = setup(secret)
        const [method = '', target = '', name = '', value = '', body = '', field = '', content = '', failure = '', title = ''] = texts
        const bytes = (text: string): Uint8Array => Buffer.concat([before, Buffer.from(text), after])
        recorder.event({
          kind: 'issued',
          token: { alias: 'revocable-1', kind: 'revocable', id: secret, name: title, jti: secret, email: title, owner: title },
          batch: 1,
          control: false,
          begin: 0,
          end: 1,
        })
        recorder.exchange(sender, request({ method, target, headers: [[name, value]], body: bytes(body) }), {
          ...outcome,
          response: { status: 200, httpVersion: '1.1', headers: [[field, value]], body: bytes(content), length: 1000 },
        })
        recorder.exchange(sender, request({}), {
          ...outcome,
          end: null,
          failure: { code: 'closed', message: failure, bytesRead: 1, at: 3 },
        })
        const forms = [secret, ...texts.flatMap((text) => text.split(' '))].filter((form) => form.length >= 16)
        const told = [JSON.stringify(recorder.events), JSON.stringify(events), ...decodedBodies(recorder.events)]
        expect(forms.filter((form) => told.some((text) => text.includes(form)))).toEqual([])
      }),
      { numRuns: 40 },
    ))

  test('keeps everything else as it was', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.uint8Array(), (text, bytes) => {
        const { recorder } = setup('dz_a-secret-that-nobody-sent')
        const latin1 = Buffer.from(text).toString('latin1')
        const { request: sent, response } = recorder.exchange(sender, request({ headers: [['X-Text', latin1]], body: Buffer.from(text) }), {
          ...outcome,
          response: { status: 200, httpVersion: '2', headers: [], body: bytes, length: bytes.length },
        })
        expect(plain(sent.headers[0]?.[1] ?? '')).toBe(Buffer.from(text).toString())
        expect(plain(sent.body?.text ?? '')).toBe(Buffer.from(text).toString())
        expect(sent.body?.length).toBe(Buffer.from(text).length)
        expect(bytesOf(response?.body)).toEqual(Buffer.from(bytes))
      }),
    ))

  test('gives each listener the very events it keeps, in order', () => {
    const { recorder, events } = setup('dz_a-secret-that-nobody-sent')
    recorder.exchange(sender, request({}), outcome)
    recorder.event({ kind: 'restart', begin: 1, end: 2 })
    expect(events).toEqual(recorder.events)
    expect(recorder.history().restarts).toEqual([{ kind: 'restart', begin: 1, end: 2 }])
    expect(recorder.requests).toBe(1)
  })
})

describe('a body', () => {
  test('that is larger than what is kept carries its true length and its digest', () => {
    const body = Buffer.alloc(2_000_000, 'x')
    const { request: sent } = setup('dz_a-secret-that-nobody-sent').recorder.exchange(sender, request({ body }), outcome)
    expect(sent.body).toMatchObject({ length: 2_000_000, capped: true, sha256: createHash('sha256').update(body).digest('hex') })
  })

  test('of a target that sends too much is cut from then on, and said so once', () => {
    const { recorder } = setup('dz_a-secret-that-nobody-sent')
    const body = Buffer.alloc(2 ** 20, 'x')
    const answers = (count: number): (RecordedBody | undefined)[] =>
      Array.from({ length: count }, () => {
        const response = { status: 200, httpVersion: '1.1' as const, headers: [], body, length: body.length }
        return recorder.exchange(sender, request({}), { ...outcome, response }).response?.body
      })
    expect(answers(64).every((kept) => kept?.capped === undefined)).toBe(true)
    answers(1)
    for (const cut of answers(20)) {
      expect(cut?.text).toHaveLength(4096)
      expect(cut).toMatchObject({ length: body.length, capped: true, sha256: createHash('sha256').update(body).digest('hex') })
    }
    const small = { status: 200, httpVersion: '1.1' as const, headers: [], body: Buffer.from('{}'), length: 2 }
    expect(recorder.exchange(sender, request({}), { ...outcome, response: small }).response?.body).toEqual({ text: '{}', length: 2 })
    expect(recorder.events.flatMap((event) => (event.kind === 'notice' ? [event.message] : []))).toEqual([
      expect.stringContaining('more than 67108864 bytes in all'),
    ])
  })

  test('that was cut in the middle of a secret shows nothing of it', () => {
    const secret = 'dz_a-secret-that-is-cut-in-its-middle'
    const body = Buffer.from(`{"leak": "${secret.slice(0, 20)}`)
    const { response } = setup(secret).recorder.exchange(sender, request({}), {
      ...outcome,
      response: { status: 200, httpVersion: '1.1', headers: [], body, length: 5_000_000, sha256: 'f'.repeat(64) },
    })
    expect(response?.body.text).not.toContain(secret.slice(0, 8))
    expect(response?.body).toMatchObject({ length: 5_000_000, capped: true, sha256: 'f'.repeat(64) })
  })

  test.each<[string, Partial<WireRequest>, object]>([
    ['none', {}, { body: null, framing: 'none' }],
    ['an empty one that is announced', { body: new Uint8Array() }, { body: { text: '', length: 0 }, framing: 'length' }],
    ['one in chunks', { body: Buffer.from('x'), framing: 'chunked' }, { body: { text: 'x', length: 1 }, framing: 'chunked' }],
    ['bytes that are no request', { raw: Buffer.from('x') }, { body: null, framing: 'raw' }],
  ])('is told from the others: %s', (_, sent, recorded) => {
    expect(setup('dz_a-secret-that-nobody-sent').recorder.exchange(sender, request(sent), outcome).request).toMatchObject(recorded)
  })
})

const sender = { scenario: 'test', case: 'test#1', door: 'target' }
const outcome: WireOutcome = { connection: 1, reused: false, begin: 1, end: 2, response: null, failure: null }

function request(sent: Partial<WireRequest>): WireRequest {
  return { method: 'POST', target: '/', headers: [], timeout: 1000, ...sent }
}

function setup(secret: string): { recorder: Recorder; events: HistoryEvent[] } {
  const masker = new Masker()
  masker.add(secret, 'revocable-1')
  const events: HistoryEvent[] = []
  return { recorder: new Recorder(masker, new Story([]).history().header, (event) => events.push(event)), events }
}

function bytesOf(body: RecordedBody | undefined): Buffer {
  return body?.base64 === undefined ? Buffer.from(plain(body?.text ?? '')) : Buffer.from(body.base64, 'base64')
}

function decodedBodies(events: readonly HistoryEvent[]): readonly string[] {
  return events.flatMap((event) => {
    if (event.kind !== 'exchange') return []
    return [event.request.body, event.response?.body].map((body) => bytesOf(body ?? undefined).toString('latin1'))
  })
}
