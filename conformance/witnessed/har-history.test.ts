import { describe, expect, test } from 'vitest'
import { resultOf } from '../engine/result-of.ts'
import type { RunResult } from '../engine/result.ts'
import type { IssuedToken } from '../provisioner/index.ts'
import { readHar } from './har.ts'
import type { HarOptions } from './har-history.ts'
import { historyInHar } from './har-history.ts'

const secretOf = (name: string): string => `dz_the-secret-of-${name}-0000000000`
const idOf = (name: string): string => `aaaaaaaa-0000-4000-8000-00000000000${name.length}`
const pool: readonly IssuedToken[] = [
  { kind: 'manager', id: idOf('boss'), secret: secretOf('boss') },
  { kind: 'revocable', id: idOf('x'), secret: secretOf('x') },
]

interface Told {
  /** ms since the recording began; default: 100 ms after the last. */
  readonly at?: number
  readonly took?: number
  readonly by?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Whose id stands in the path, or the id itself. */
  readonly of?: string
  readonly method?: string
  readonly url?: string
  readonly status: number
  readonly answer?: unknown
  /** Over the entry. */
  readonly entry?: object
  /** Over `response.content`. */
  readonly content?: object
  readonly blocked?: number
}

/** A HAR as Chrome writes it, of a few requests. */
function harOf(...told: readonly Told[]): object {
  let clock = 0
  const entries = told.map((one) => {
    const { status, took = 5, by, of = 'bbbbbbbb-0000-4000-8000-000000000001', blocked = 1 } = one
    const at = one.at ?? clock + 100
    clock = at + took
    const id = of.length < 10 ? idOf(of) : of
    const text = JSON.stringify(one.answer ?? (status === 201 ? envelopeOf(id, at) : { detail: status === 422 ? [] : 'no' }))
    const bearer = by === undefined ? {} : { Authorization: `Bearer ${secretOf(by)}` }
    return {
      startedDateTime: new Date(Date.parse('2026-11-24T10:00:00Z') + at).toISOString(),
      time: took,
      timings: { blocked, send: 0, wait: took - blocked, receive: 0 },
      request: {
        method: one.method ?? 'POST',
        url: one.url ?? `https://api.example.com/api/v1/tokens/${id}/revoke`,
        httpVersion: 'http/2.0',
        headers: fieldsOf({ ':authority': 'api.example.com', ...bearer, ...one.headers }),
        cookies: [],
        bodySize: 0,
      },
      response: {
        status,
        httpVersion: 'http/2.0',
        headers: fieldsOf({ ':status': String(status), 'content-type': 'application/json' }),
        content: { size: text.length, mimeType: 'application/json', text, ...one.content },
      },
      ...one.entry,
    }
  })
  return { log: { version: '1.2', creator: { name: 'WebInspector', version: '1' }, entries } }
}

function fieldsOf(headers: Readonly<Record<string, string>>): readonly object[] {
  return Object.entries(headers).map(([name, value]) => ({ name, value }))
}

function envelopeOf(id: string, at: number): object {
  const time = new Date(Date.parse('2026-11-24T10:00:00Z') + at).toISOString()
  return { success: true, data: { id, jti: `jti-${id}`, name: null, revoked_at: time, revoked_by: null, revocation_reason: null } }
}

function judged(har: object, options: Partial<HarOptions> = {}): RunResult {
  const read = readHar(har)
  if (read === undefined) throw new Error('no HAR')
  return resultOf(historyInHar('x.har', read, { tokens: pool, company: 'shared', propagation: 0, ...options }))
}

function failuresOf({ requirements }: RunResult): readonly string[] {
  return requirements.flatMap(({ id, verdict }) => (verdict.kind === 'failed' ? [id] : []))
}

const alive: Told = { by: 'x', status: 404 }
const revoked: Told = { by: 'boss', of: 'x', status: 201 }

describe('a revoked bearer in the traffic of others', () => {
  test('that is rejected is as it should be; what was not tried is no failure', () => {
    const result = judged(harOf(alive, revoked, { by: 'x', status: 401 }))
    expect(failuresOf(result)).toEqual([])
    expect(result).toMatchObject({ outcome: 'partial', exitCode: 0 })
  })

  test.each([
    ['as before', { by: 'x', status: 404 }, 'finality/revoked-is-rejected'],
    ['as one without permission', { by: 'x', of: 'boss', status: 403 }, 'finality/rejected-with-401'],
    ['and revokes', { by: 'x', of: 'boss', status: 201 }, 'finality/revoked-cannot-revoke'],
    ['and revokes what is not known', { by: 'x', status: 201 }, 'finality/revoked-cannot-revoke'],
  ])('that is accepted %s is found out', (_, use, requirement) => {
    expect(failuresOf(judged(harOf(alive, revoked, use)))).toContain(requirement)
  })

  test('that was never seen alive is found out all the same', () => {
    expect(failuresOf(judged(harOf(revoked, { by: 'x', status: 404 })))).toEqual(['finality/rejected-with-401'])
  })

  test.each([
    ['began before the 201 had come', { at: 201, by: 'x', status: 404 }],
    ['began within a millisecond after it', { at: 206, by: 'x', status: 404 }],
  ])('is not blamed for a use that %s', (_, use) => {
    expect(failuresOf(judged(harOf({ ...alive, at: 0 }, { ...revoked, at: 200, took: 5 }, use)))).toEqual([])
    expect(failuresOf(judged(harOf({ ...alive, at: 0 }, { ...revoked, at: 200, took: 5 }, { ...use, at: 208 })))).not.toEqual([])
  })

  test('is not blamed where the recorder does not tell how long the revocation waited to be sent', () => {
    const headers = { Origin: 'https://app.example.com' }
    const har = (at: number) =>
      harOf({ ...alive, at: 0 }, { ...revoked, headers, at: 200, took: 5, blocked: -1 }, { at, by: 'x', status: 404 })
    expect(failuresOf(judged(har(230)))).toEqual([])
    expect(failuresOf(judged(har(235)))).not.toEqual([])
  })

  test('is not blamed after a declared propagation only', () => {
    expect(failuresOf(judged(harOf(alive, revoked, { by: 'x', status: 404 }), { propagation: 1000 }))).toEqual([])
  })

  test.each([
    ['a provisioner', 'POST', 201, { tokens: pool.map((token) => ({ ...token })) }],
    ['an answer of any form that holds both', 'GET', 200, { items: [{ id: idOf('x'), name: 'CI', token: secretOf('x') }] }],
  ])('is known from %s in the recording itself', (_, method, status, answer) => {
    const issue: Told = { url: 'https://api.example.com/tokens', method, status, answer }
    const result = judged(harOf(issue, alive, revoked, { by: 'x', status: 404 }), { tokens: [] })
    expect(failuresOf(result)).toContain('finality/revoked-is-rejected')
  })

  test('is known by the jti of its JWT', () => {
    const payload = Buffer.from(JSON.stringify({ jti: `jti-${idOf('x')}` })).toString('base64url')
    const headers = { Authorization: `Bearer dz_eyJhbGciOiJIUzI1NiJ9.${payload}.c2lnbmF0dXJlLW9mLXRoaXM` }
    const result = judged(harOf({ headers, status: 404 }, revoked, { headers, status: 404 }), { tokens: [] })
    expect(failuresOf(result)).toContain('finality/revoked-is-rejected')
  })
})

describe('nobody is accused', () => {
  test.each<[string, readonly Told[]]>([
    ['of a refusal: the token may have been revoked elsewhere', [alive, { by: 'x', status: 401 }, { by: 'x', status: 404 }]],
    [
      'of an answer to a token of which nothing is known',
      [201, 400, 401, 403, 404, 422].map((status) => ({ by: 'nobody-knows', of: 'x', status })),
    ],
    ['of a dead token that came back, where its id is not known', [{ by: 'other', status: 404 }, revoked, { by: 'other', status: 404 }]],
    ['by an export without credentials', [{ status: 404 }, { of: 'x', status: 201 }, { status: 403 }, { status: 401 }]],
    ['by credentials that were blackened', [{ headers: { Authorization: 'Bearer [REDACTED]' }, status: 404 }, alive]],
    ['where a cookie may have been the credential', [{ headers: { Cookie: 'session=1' }, of: 'boss', status: 201 }, alive]],
    ['of an answer that was aborted', [alive, { ...revoked, status: 0, entry: { _error: 'net::ERR_ABORTED' } }, { by: 'x', status: 404 }]],
    ['of a body that is not in the recording', [{ ...revoked, content: { text: undefined, size: 0 } }]],
    ['of what a cache answered', [alive, revoked, { by: 'x', status: 404, entry: { _fromCache: 'disk' } }]],
    ['of a preflight', [{ method: 'OPTIONS', headers: { 'Access-Control-Request-Method': 'POST' }, status: 500 }, alive]],
    ['of other operations', [alive, revoked, { by: 'x', url: 'https://api.example.com/public', method: 'GET', status: 200 }]],
    ['of another server', [alive, revoked, { by: 'x', url: `https://other.example.com/api/v1/tokens/${idOf('x')}/revoke`, status: 404 }]],
    ['of a UUID in the place of a credential', [{ headers: { Authorization: `Bearer ${idOf('zz')}` }, status: 404 }, revoked]],
    ['of not knowing who asked', [{ headers: { Authorization: 'Basic dTpw' }, status: 401 }, alive]],
  ])('%s', (_, told) => {
    const result = judged(harOf(...told))
    expect(failuresOf(result)).toEqual([])
    expect(result.exitCode).toBe(0)
  })
})

describe('what the recording shows beyond doubt is found out:', () => {
  test.each<[string, readonly Told[], string]>([
    ['no credential, where others have one', [alive, { of: 'x', status: 201 }], 'authentication/missing-credential-is-refused'],
    [
      'a made-up credential',
      [alive, { headers: { Authorization: 'Bearer undefined' }, status: 404 }],
      'authentication/unknown-credential-is-refused',
    ],
    ['200 in the place of 201', [{ ...revoked, status: 200, answer: envelopeOf(idOf('x'), 0) }], 'envelope/created-with-201'],
    ['an envelope without data', [{ ...revoked, answer: { success: true } }], 'envelope/holds-the-revoked-token'],
    ['a body in base64', [{ ...revoked, content: { text: 'e30=', encoding: 'base64', size: 2 } }], 'envelope/holds-the-revoked-token'],
    [
      'a second revocation that moves the time',
      [revoked, { ...revoked, answer: envelopeOf(idOf('x'), 99_000) }],
      'envelope/first-record-is-kept',
    ],
    ['a server error', [{ by: 'boss', of: 'x', status: 500 }], 'robustness/no-server-error'],
    [
      'a secret in an answer',
      [{ ...revoked, answer: { ...envelopeOf(idOf('x'), 100), hint: secretOf('x') } }],
      'secrecy/no-secret-in-answers',
    ],
  ])('%s', (_, told, requirement) => {
    expect(failuresOf(judged(harOf(...told)))).toContain(requirement)
  })
})

describe('the recording', () => {
  test('holds the operation under any prefix; the server with most of it is judged, or the one that was asked for', () => {
    const url = `https://edge.example.com/eu/west/api/v1/tokens/${idOf('x')}/revoke`
    const har = harOf({ ...alive, url }, { ...revoked, url }, { by: 'boss', of: 'x', status: 500 })
    const result = judged(har)
    expect(result.run).toMatchObject({ target: 'https://edge.example.com/eu/west', requests: 2 })
    expect(result.notices.join('\n')).toContain('--target https://api.example.com')
    expect(failuresOf(judged(har, { target: 'https://api.example.com' }))).toEqual(['robustness/no-server-error'])
    expect(() => judged(har, { target: 'https://nowhere.example.com' })).toThrow(
      /no request on the revoke operation under https:\/\/nowhere/,
    )
  })

  test('never shows a secret, known or not', () => {
    const leaky: Told = {
      ...revoked,
      headers: { Cookie: 'session=c00kie', 'X-Api-Key': 'k3y' },
      answer: { detail: `${secretOf('boss')} ${secretOf('stranger')}` },
    }
    const others = [
      '0paque-secret-of-somebody',
      'Basic 0paque-secret-of-somebody',
      'Bearer 0paque-secret-of-somebody and-another-0paque-one',
    ]
    const odd = others.map((Authorization) => ({ headers: { Authorization }, status: 401 }))
    const read = readHar(harOf({ by: 'unseen', status: 404 }, leaky, ...odd))
    if (read === undefined) throw new Error('no HAR')
    const text = JSON.stringify(historyInHar('x.har', read, { tokens: pool, company: 'shared', propagation: 0 }).events)
    expect(text).not.toMatch(/dz_the-secret|c00kie|k3y|0paque/)
    expect(text).toContain('⟦manager-1⟧')
  })

  test('says what cannot be judged', () => {
    const { notices } = judged(harOf({ by: 'unseen', status: 404 }, { headers: { Authorization: 'Bearer short' }, status: 404 }, alive))
    expect(notices.join('\n')).toMatch(
      /recorded by WebInspector[\s\S]*1 of the requests bear a credential too short[\s\S]*Of 1 credentials no id is known/,
    )
  })

  test('without the operation is nothing to judge', () => {
    expect(() => judged(harOf({ url: 'https://api.example.com/', status: 200 }))).toThrow(
      /x\.har: holds no request on the revoke operation\. Record/,
    )
  })
})
