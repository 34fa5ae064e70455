import fc from 'fast-check'
import { operation } from '../../contract/index.ts'
import { listOf, seededTokens } from '../model/seeds.ts'
import type { PlainRequest } from './plain-exchange.ts'
import { nobody } from './setup.ts'

const { manager, revocable, outsider, expired, revoked } = seededTokens()
const [first, second] = revocable
const type = { 'content-type': 'application/json' }

/** Requests one after the other, by what they are about. */
export const plainTable: Readonly<Record<string, readonly PlainRequest[]>> = {
  'a token is revoked, and refused from then on': [
    request(first.token.id, { body: '{"reason": "Laptop lost"}' }),
    request(nobody, { as: first.secret }),
    request(first.token.id, { body: '{"reason": "again"}' }),
  ],
  'a manager revokes itself': [request(manager.token.id), request(second.token.id)],
  'nobody, a stranger, an expired and a revoked token ask': [
    request(first.token.id, { as: null }),
    request(first.token.id, { as: outsider.secret }),
    request(first.token.id, { as: expired.secret }),
    request(first.token.id, { as: revoked.secret }),
    request(first.token.id, { as: 'x y' }),
    request(first.token.id),
  ],
  'ids of every form': ['x', nobody, first.token.id.toUpperCase(), '%ZZ', '%2F', 'a%20b', '%F0%9F%98%80', 'x'.repeat(300)].map((id) =>
    request(id),
  ),
  'bodies of every form': [
    '',
    ' ',
    'null',
    '{',
    '{"reason": 5}',
    '[]',
    '{"reason": "x", "reason": "y"}',
    '\xef\xbb\xbf{}',
    '{"reason": "\xc3("}',
    String.raw`{"reason": "\ud83d\ude00 \u0000"}`,
    `{"reason": "${'x'.repeat(10_000)}"}`,
    `{"reason": ${'['.repeat(1000)}${']'.repeat(1000)}}`,
    '\xf0\x9f\x98\x80',
  ].flatMap((body) => [request(second.token.id, { body }), request(second.token.id, { body, headers: { 'content-type': 'text/plain' } })]),
  'a body larger than 1 MiB': [request(first.token.id, { body: 'x'.repeat(1_048_577) })],
  'other methods, and a slash too many': [
    ...['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].map((method) => request(first.token.id, { method })),
    { ...request(first.token.id), target: `${pathOf(first.token.id)}/` },
  ],
  'preferred answers': ['code=201', 'code=404', 'code=422', 'code=500', 'code=x', 'example=none', 'dynamic=false'].flatMap((prefer) => [
    request(first.token.id, { headers: { prefer } }),
    { ...request(first.token.id), target: `${pathOf(first.token.id)}?__${prefer}` },
  ]),
  'the mock’s own operations': [
    { method: 'GET', target: '/_mock/health', headers: {} },
    { method: 'HEAD', target: '/_mock/health', headers: {} },
    { method: 'GET', target: '/_mock/tokens', headers: {} },
    { method: 'POST', target: '/_mock/tokens', headers: type, body: '{"kind": "king"}' },
    { method: 'GET', target: '/_mock/nothing', headers: {} },
  ],
  'tokens, snapshots, forced answers, time and worlds by the mock’s own operations': [
    control('PATCH', 'time', '{"now": "2026-01-15T09:30:00Z", "frozen": true}'),
    control('PUT', 'snapshots/before'),
    control('POST', 'tokens/revocable-1/revoke', '{"reason": "x"}'),
    control('POST', 'tokens/outsider-1/expire'),
    request(first.token.id),
    control('GET', 'tokens/outsider-1'),
    control('POST', 'snapshots/before/restore'),
    request(second.token.id, { as: outsider.secret }),
    control('GET', 'snapshots'),
    control('POST', 'snapshots/after/restore'),
    control('POST', 'answers', '{"match": {"target": "revocable-2"}, "answer": {"status": 503}, "times": 1}'),
    request(second.token.id),
    control('GET', 'answers'),
    control('POST', 'journal/verify', '{"match": {"status": 503, "forced": true}, "times": 1}'),
    control('PATCH', 'switches', '{"readings": {"unknown": "403"}, "faults": ["wrong-id"]}'),
    request(nobody),
    request(nobody, { headers: { 'x-mock-world': 'other' } }),
    control('DELETE', 'worlds/other'),
    control('POST', 'reset'),
    request(second.token.id),
  ],
}

function control(method: string, path: string, body?: string): PlainRequest {
  return { method, target: `/_mock/${path}`, headers: body === undefined ? {} : type, ...(body === undefined ? {} : { body }) }
}

interface Differences {
  readonly method?: string
  readonly as?: string | null
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

function request(id: string, { method = 'POST', as = manager.secret, headers = {}, body }: Differences = {}): PlainRequest {
  return {
    method,
    target: pathOf(id),
    headers: { ...(as === null ? {} : { authorization: `Bearer ${as}` }), ...(body === undefined ? {} : type), ...headers },
    ...(body === undefined ? {} : { body }),
  }
}

/** The path of an id as it stands, normalised as every client on the Fetch API does. */
function pathOf(id: string): string {
  return new URL(
    operation.path.replace('{token_id}', () => id),
    'http://mock.test',
  ).pathname
}

const seeds = listOf(seededTokens())
const ids = fc.oneof(
  { arbitrary: fc.constantFrom(...seeds.map(({ token }) => token.id)), weight: 4 },
  fc.constantFrom(nobody, first.token.id.toUpperCase(), `{${second.token.id}}`, '%', '%zz', 'x%2Fy'),
  fc.uuid(),
  // Dots alone are steps in a path, which are taken before a request is sent.
  fc
    .string({ unit: 'grapheme', minLength: 1 })
    .filter((id) => id !== '.' && id !== '..')
    .map(encodeURIComponent),
)
const secrets = fc.constantFrom(...seeds.map(({ secret }) => secret), 'dz_unknown')
const credentials = fc.oneof(
  { arbitrary: fc.constant(`Bearer ${manager.secret}`), weight: 3 },
  { arbitrary: secrets.map((secret) => `Bearer ${secret}`), weight: 3 },
  secrets.chain((secret) =>
    fc.constantFrom(`bearer ${secret}`, `Bearer  ${secret}`, `Basic ${secret}`, secret, `Bearer ${secret} x`, 'Bearer', ''),
  ),
)
const json = fc.oneof(
  fc.record({ reason: fc.oneof(fc.string({ unit: 'binary' }), fc.constant(null), fc.jsonValue()) }).map((value) => JSON.stringify(value)),
  fc.jsonValue().map((value) => JSON.stringify(value)),
  fc.string(),
)
const bodies = fc.oneof(
  json.map((text) => Buffer.from(text).toString('latin1')),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
)
const types = fc.constantFrom('application/json', 'application/json; charset=utf-8', 'application/merge-patch+json', 'text/plain', 'x')

/** Any request for the contract's paths. */
const requests: fc.Arbitrary<PlainRequest> = fc
  .record({
    method: fc.oneof({ arbitrary: fc.constant('POST'), weight: 6 }, fc.constantFrom('GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS')),
    id: ids,
    slash: fc.constantFrom('', '', '', '', '/'),
    query: fc.constantFrom('', '', '', '?', '?a=b', '?__code=404', '?__example=x'),
    authorization: fc.option(credentials, { nil: undefined, freq: 8 }),
    'content-type': fc.option(types, { nil: undefined }),
    prefer: fc.option(fc.constantFrom('code=403', 'code=999', 'example=x', 'dynamic=false', 'foo'), {
      nil: undefined,
      freq: 1,
      depthSize: 'max',
    }),
    origin: fc.option(fc.constant('https://page.example'), { nil: undefined }),
    body: fc.option(bodies, { nil: undefined }),
  })
  .map(({ method, id, slash, query, body, ...headers }) => {
    const sent = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined)
    const isBodiless = body === undefined || method === 'GET' || method === 'HEAD'
    return { method, target: pathOf(id) + slash + query, headers: Object.fromEntries(sent), ...(isBodiless ? {} : { body }) }
  })

/** Some requests one after the other. */
export const plainSequences: fc.Arbitrary<PlainRequest[]> = fc.array(requests, { minLength: 1, maxLength: 8 })
