import type { Bench, Sent } from './setup.ts'
import { nobody } from './setup.ts'
import { dataOf, one } from './symptoms/symptom.ts'
import type { Reply } from './wire.ts'

/** Brings a situation about and says which value of its reading the mock showed. */
export type Situation = (bench: Bench) => Promise<string>

const reason = '{"reason": "x"}'

/** For each reading, the situation in which it shows. */
export const situations: Readonly<Record<string, Situation>> = {
  repeat: async ({ mock, revoke }) => status(await revoke(mock.tokens.revoked.id)),
  self: async ({ mock, revoke }) => status(await revoke(mock.tokens.manager.id)),
  'expired-target': async ({ mock, revoke }) => status(await revoke(mock.tokens.expired.id)),
  foreign: async ({ mock, revoke }) => status(await revoke(mock.tokens.manager.id, { as: mock.tokens.outsider.secret })),
  'foreign-unknown': async ({ mock, revoke }) => status(await revoke(nobody, { as: mock.tokens.outsider.secret })),
  unknown: async ({ revoke }) => status(await revoke(nobody)),
  'nil-uuid': async ({ revoke }) => status(await revoke('00000000-0000-0000-0000-000000000000')),
  'not-a-uuid': async ({ revoke }) => status(await revoke('not-a-uuid')),
  'overlong-id': async ({ revoke }) => status(await revoke('x'.repeat(300))),
  'other-spelling': async ({ mock, revoke }) => status(await revoke(mock.tokens.revocable[0].id.toUpperCase())),

  'malformed-credential': async ({ revoke }) => status(await revoke(nobody, { as: 'dz_x dz_y' })),
  async 'two-authorizations'({ mock, revoke }) {
    const { manager, revoked } = mock.tokens
    const both = (first: string, second: string): Promise<Reply> =>
      revoke(nobody, { as: null, headers: [`Authorization: Bearer ${first}`, `Authorization: Bearer ${second}`] })
    const [one1, two] = [await both(manager.secret, revoked.secret), await both(revoked.secret, manager.secret)]
    if (one1.status === 404) return 'first'
    return two.status === 404 ? 'last' : status(two)
  },
  async 'scheme-case'({ mock, revoke }) {
    const reply = await revoke(nobody, { as: null, headers: [`Authorization: BEARER ${mock.tokens.manager.secret}`] })
    return reply.status === 401 ? 'exact' : 'any'
  },
  'check-order': async ({ revoke }) => ((await revoke(nobody, { as: null, body: '{' })).status === 422 ? 'body-first' : 'credential-first'),
  'id-check-order': async ({ revoke }) => ((await revoke('no-uuid', { as: null })).status === 404 ? 'route-first' : 'credential-first'),

  'empty-body': withBody({ body: '' }),
  'blank-body': withBody({ body: ' ' }),
  'media-type': async (bench) => {
    const reply = await revocation(bench, { body: reason, type: 'text/plain' })
    return reply.status === 201 ? kept(reply) : status(reply)
  },
  'no-content-type': async (bench) => {
    const reply = await revocation(bench, { body: reason, type: null })
    return reply.status === 201 ? kept(reply) : status(reply)
  },
  'merge-patch': withBody({ body: reason, type: 'application/merge-patch+json' }),
  async chunked(bench) {
    const open = await bench.wire()
    const target = await one(bench)
    open.write(
      `POST /api/v1/tokens/${target.id}/revoke HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${bench.mock.tokens.manager.secret}\r\n`,
    )
    open.write('Transfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\n2\r\n{}\r\n0\r\n\r\n')
    return status(await open.next())
  },
  bom: withBody({ body: `\ufeff${reason}` }),
  'utf-16': withBody({ body: Buffer.from(reason, 'utf16le') }),

  'malformed-json': withBody({ body: '{"reason": "x' }),
  async 'lenient-json'(bench) {
    const [comma, nan] = [await revocation(bench, { body: '{"a": 1,}' }), await revocation(bench, { body: '{"a": NaN}' })]
    return nan.status === 201 && comma.status !== 201 ? 'nan' : status(comma)
  },
  'wrong-type': withBody({ body: '{"reason": 5}' }),
  'odd-keys': withBody({ body: '{"constructor": 1}' }),
  'duplicate-keys': async (bench) => {
    const reply = await revocation(bench, { body: '{"reason": "first", "reason": "last"}' })
    return reply.status === 201 ? String(dataOf(reply)['revocation_reason']) : status(reply)
  },
  nul: withBody({ body: String.raw`{"reason": "\u0000"}` }),
  surrogate: withBody({ body: String.raw`{"reason": "\udc00"}` }),
  'long-reason': withBody({ body: JSON.stringify({ reason: 'x'.repeat(1001) }) }),

  'other-method': async ({ revoke }) => status(await revoke(nobody, { method: 'PUT' })),
  options: async ({ revoke }) => status(await revoke(nobody, { method: 'OPTIONS' })),
  'trailing-slash': async (bench) => {
    const { id } = await one(bench)
    const reply = await bench.send({ path: `/api/v1/tokens/${id}/revoke/` })
    return reply.status >= 300 && reply.status < 400 && reply.headers['location'] !== `/api/v1/tokens/${id}/revoke`
      ? 'nowhere'
      : status(reply)
  },
  'wire-error-body': async ({ wire }) => {
    const { headers } = await (await wire()).exchange('nonsense\r\n\r\n')
    return { 'application/json': 'json', 'text/html': 'html', 'text/plain': 'text' }[headers['content-type'] ?? ''] ?? 'empty'
  },
  'date-header': async ({ revoke }) => ('date' in (await revoke(nobody)).headers ? 'present' : 'absent'),

  'error-body': async ({ revoke }) => {
    const { body, json } = await revoke(nobody)
    const keys = Object.keys(json ?? {})
    if (body === '') return 'empty'
    return keys.includes('success') ? 'envelope' : keys.includes('title') ? 'problem' : (keys[0] ?? '')
  },
  'validation-body': async ({ revoke }) => {
    const { json } = await revoke(nobody, { body: '{"reason": 5}' })
    const { detail } = json as { detail?: readonly object[] }
    if (detail === undefined) return 'empty-object'
    return Object.keys(detail[0] ?? {}).includes('input') ? 'fastapi' : 'minimal'
  },
  'success-flag': async (bench) => ('success' in ((await revocation(bench)).json as object) ? 'true' : 'absent'),
  message: async (bench) => {
    const { message } = (await revocation(bench)).json as { message?: string | null }
    return message === undefined ? 'absent' : message === null ? 'null' : 'given'
  },
  'optional-fields': async (bench) => {
    const { name, revocation_reason: told } = dataOf(await revocation(bench, { body: reason }))
    if (told === undefined || told === null) return told === null ? 'null' : 'absent'
    return name === undefined ? 'reason-only' : name === null ? 'reason-only-null' : 'given'
  },
  'actor-case': async (bench) => (/[A-Z]/.test(String(dataOf(await revocation(bench))['revoked_by'])) ? 'upper' : 'as-given'),
  'timestamp-format': async (bench) => {
    const at = String(dataOf(await revocation(bench))['revoked_at'])
    const digits = { 0: 'seconds', 6: 'microseconds', 9: 'nanoseconds' }[/\.(\d+)/.exec(at)?.[1]?.length ?? 0]
    if (at.includes('t')) return 'lower-case'
    return digits ?? { Z: 'milliseconds', '+02:00': 'offset' }[at.slice(23)] ?? 'west'
  },
  'id-spelling': async (bench) => {
    const id = String(dataOf(await revocation(bench))['id'])
    if (id.startsWith('urn:')) return 'urn'
    if (id.startsWith('{')) return 'braces'
    if (!id.includes('-')) return 'bare'
    return id === id.toLowerCase() ? 'canonical' : 'upper'
  },
}

function status(reply: Reply): string {
  return String(reply.status)
}

async function revocation(bench: Bench, sent: Sent = {}): Promise<Reply> {
  return bench.revoke((await one(bench)).id, sent)
}

function withBody(sent: Sent): Situation {
  return async (bench) => status(await revocation(bench, sent))
}

function kept(reply: Reply): string {
  return dataOf(reply)['revocation_reason'] === 'x' ? 'sniffed' : 'ignored'
}
