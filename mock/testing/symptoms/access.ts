import type { TokenItem } from '../../control/generated/types.ts'
import type { Sent } from '../setup.ts'
import { nobody } from '../setup.ts'
import type { Symptom, Symptoms } from './symptom.ts'
import { answers, one, sibling } from './symptom.ts'

/** What shows that too much dies, or that the wrong callers are let in. */
export const accessSymptoms: Symptoms = {
  async 'sibling-revoked'(bench) {
    const target = await one(bench)
    const other = await sibling(bench, target)
    await bench.revoke(target.id)
    return (await bench.probe(other.secret)) === 'dead'
  },
  async 'caller-revoked-too'(bench) {
    const [caller, target] = [await one(bench, 'manager'), await one(bench)]
    await bench.revoke(target.id, { as: caller.secret })
    return (await bench.probe(caller.secret)) === 'dead'
  },
  async 'prefix-revoked'(bench) {
    const [target, ...others] = await bench.mock.issue('revocable', 200)
    await bench.revoke(target?.id ?? '')
    const alike = others.find(({ id }) => id[0] === target?.id[0])
    return (await bench.probe(alike?.secret ?? '')) === 'dead'
  },
  async 'refused-but-done'(bench) {
    const target = await one(bench)
    const { status } = await bench.revoke(target.id, { as: bench.mock.tokens.outsider.secret })
    return status === 403 && (await bench.probe(target.secret)) === 'dead'
  },
  async 'invalid-but-done'(bench) {
    const target = await one(bench)
    const { status } = await bench.revoke(target.id, { body: '{"reason": 5}' })
    return status === 422 && (await bench.probe(target.secret)) === 'dead'
  },

  'outsider-may-revoke': answers(201, ({ mock }) => ({ as: mock.tokens.outsider.secret })),
  async 'role-remembered'(bench) {
    const [target, wire] = [await one(bench), await bench.wire()]
    await bench.revoke((await one(bench)).id, {}, wire)
    return (await bench.revoke(target.id, { as: bench.mock.tokens.outsider.secret }, wire)).status === 201
  },
  'repeat-unchecked': async ({ mock, revoke }) =>
    (await revoke(mock.tokens.revoked.id, { as: mock.tokens.outsider.secret })).status === 201,

  'anonymous-may-revoke': answers(201, { as: null }),
  'unknown-token-accepted': answers(201, { as: 'dz_whoever' }),
  'expired-may-revoke': answers(201, ({ mock }) => ({ as: mock.tokens.expired.secret })),
  async 'identity-sticks'(bench) {
    const [target, wire] = [await one(bench), await bench.wire()]
    await bench.probe(bench.mock.tokens.manager.secret, wire)
    return (await bench.revoke(target.id, { as: null }, wire)).status === 201
  },
  'second-authorization-bypasses': answers(404, ({ mock }) => ({
    path: `/api/v1/tokens/${nobody}/revoke`,
    as: null,
    headers: [`Authorization: Bearer dz_x`, `Authorization: Bearer ${mock.tokens.revoked.secret}`],
  })),
  'forbidden-for-missing-credential': answers(403, { as: null }),
  'bad-request-for-bad-token': answers(400, { as: 'dz_whoever' }),
  'existence-told-to-strangers': async ({ revoke }) => (await revoke(nobody, { as: null })).status === 404,
  'no-www-authenticate': async ({ revoke }) => !('www-authenticate' in (await revoke(nobody, { as: null })).headers),
  'case-sensitive-scheme': answers(401, ({ mock }) => ({ as: null, headers: [`Authorization: bearer ${mock.tokens.manager.secret}`] })),

  'case-insensitive-secret': acceptsManager(({ secret }) => ({ as: secret.toUpperCase().replace('DZ', 'dz') })),
  'secret-compared-by-prefix': acceptsManager(({ secret }) => ({ as: `${secret}x` })),
  'secret-compared-by-letters': acceptsManager(({ secret }) => ({ as: `${secret.slice(0, 9)}-${secret.slice(9)}` })),
  'query-token-accepted': acceptsManager(({ secret }) => ({ path: `/api/v1/tokens/${nobody}/revoke?access_token=${secret}`, as: null })),
  'cookie-token-accepted': acceptsManager(({ secret }) => ({ as: null, headers: [`Cookie: a=b; session=${secret}`] })),
  'other-header-accepted': acceptsManager(({ secret }) => ({ as: null, headers: [`X-API-Key: ${secret}`] })),
  'any-scheme-accepted': acceptsManager(({ secret }) => ({ as: null, headers: [`Authorization: Token ${secret}`] })),
  'basic-name-accepted': acceptsManager(({ secret }) => ({ as: null, headers: [`Authorization: Basic ${btoa(`${secret}:`)}`] })),
  'scheme-searched': acceptsManager(({ secret }) => ({ as: null, headers: [`Authorization: X-Bearer ${secret}`] })),
  'one-of-several-accepted': acceptsManager(({ secret }) => ({ as: null, headers: [`Authorization: Bearer dz_none, Bearer ${secret}`] })),
  'proxy-authorization-accepted': acceptsManager(({ secret }) => ({ as: null, headers: [`Proxy-Authorization: Bearer ${secret}`] })),
  'scheme-cut-off': acceptsManager(({ secret }) => ({ as: null, headers: [`Authorization: Digest ${secret}`] })),
  'scheme-taken-out': acceptsManager(({ secret }) => ({ as: `${secret.slice(0, 9)}Bearer${secret.slice(9)}` })),
  'proxy-identity-trusted': acceptsManager(({ owner }) => ({ as: null, headers: [`X-Forwarded-User: ${owner}`] })),
  'local-address-trusted': answers(201, { as: null, headers: ['X-Forwarded-For: 127.0.0.1'] }),
  async 'other-case-unguarded'(bench) {
    const { id } = await one(bench)
    return (await bench.revoke(id.toUpperCase(), { as: null })).status === 201
  },
  'forms-unguarded': answers(201, { as: null, body: 'reason=lost', type: 'application/x-www-form-urlencoded' }),
}

/** A manager that has been used is accepted in an improper way, too. */
function acceptsManager(improper: (manager: TokenItem) => Sent): Symptom {
  return async ({ mock, revoke, probe }) => {
    const { manager } = mock.tokens
    await probe(manager.secret)
    return (await revoke(nobody, improper(manager))).status === 404
  }
}
