import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isDateTime } from '../contract/index.ts'
import type { TokenItem } from './index.ts'
import { environments } from './environments/index.ts'
import { uuidOf } from './model/uuid.ts'
import { readings } from './readings/readings.ts'
import type { Bench, Sent } from './testing/setup.ts'
import { nobody, setup } from './testing/setup.ts'
import { dataOf } from './testing/symptoms/symptom.ts'
import type { Reply } from './testing/wire.ts'
import { openWire } from './testing/wire.ts'

// The invariants I1 to I10 hold under every combination of readings and environments: a judge that finds a breach there
// accuses an innocent, so nothing here may be one.

const anyReadings = fc.record(
  Object.fromEntries(readings.map(({ name, values }) => [name, fc.constantFrom(...values.map(({ value }) => value))])),
  { requiredKeys: [] },
)
const anyEnvironments = fc.subarray(
  environments.map(({ name }) => (name === 'jitter' ? 'jitter=3' : name)).filter((name) => name !== 'rate-limit'),
)

const bodies: readonly Sent[] = [
  {},
  { body: '{"reason": "lost"}' },
  { body: '{"reason": "a", "reason": "b"}' },
  { body: '{"reason": 5}' },
  { body: '{"reason": "x' },
  { body: '{"reason": "x",}' },
  { body: '{"reason": NaN}' },
  { body: ' ' },
  { body: '', type: 'application/json' },
  { body: 'reason=x', type: 'application/x-www-form-urlencoded' },
  { body: '{"reason": "x"}', type: 'text/plain' },
  { body: '{"reason": "x"}', type: null },
  { body: '\ufeff{"reason": "x"}' },
  { body: Buffer.from('{"reason": "x"}', 'utf16le') },
  { body: '{"__proto__": 1, "Reason": 2, "n": 1e999}' },
  { body: String.raw`{"reason": "\u0000\ud800"}` },
  { body: JSON.stringify({ reason: 'x'.repeat(5000) }) },
]
const methods: readonly Sent[] = [
  {},
  {},
  {},
  {},
  {},
  {},
  { method: 'GET' },
  { method: 'DELETE' },
  { method: 'HEAD' },
  { method: 'OPTIONS' },
]
const plain = (id: string): string => `/api/v1/tokens/${id}/revoke`
const spellings: readonly ((id: string) => string)[] = [
  plain,
  (id) => `/api/v1/tokens/${id.toUpperCase()}/revoke`,
  (id) => `/api/v1/tokens/${id.replaceAll('-', '')}/revoke`,
  (id) => `/api/v1/tokens/${id}/revoke/`,
  (id) => `/api/v1/tokens/${id.slice(1)}/revoke`,
  () => `/api/v1/tokens/${nobody}/revoke`,
  () => '/api/v1/tokens/%ZZ/revoke',
]
const attempts = fc.array(
  fc.record({
    caller: fc.constantFrom('manager', 'manager', 'manager', 'spare', 'target', 'outsider', 'expired', 'other', 'none', 'garbage', 'two'),
    target: fc.nat({ max: 3 }),
    body: fc.oneof({ weight: 2, arbitrary: fc.constant(bodies[1] ?? {}) }, fc.constantFrom(...bodies)),
    method: fc.constantFrom(...methods),
    path: fc.oneof({ weight: 2, arbitrary: fc.constant(plain) }, fc.constantFrom(...spellings)),
  }),
  { minLength: 1, maxLength: 25 },
)

test('no combination of readings and environments breaks an invariant', () => fc.assert(invariants(), { numRuns: 100 }))

test.each([
  'revoke-is-noop',
  'refused-but-done',
  'sibling-revoked',
  'invalid-but-done',
  'malformed-json-crash',
  'restamped',
  'get-revokes',
])('the law above would notice %s', async (fault) =>
  expect(await fc.check(invariants([fault]), { numRuns: 150, endOnFailure: true })).toMatchObject({ failed: true }),
)

function invariants(faults: readonly string[] = []): fc.IAsyncProperty<unknown> {
  return fc.asyncProperty(anyReadings, anyEnvironments, attempts, async (chosen, around, asked) => {
    const bench = await setup({ readings: chosen as Record<string, string>, environments: around, faults })
    const { mock, send } = bench
    const { manager, outsider, expired } = mock.tokens
    const [spare = manager, last = manager] = await mock.issue('manager', 2)
    const targets = [...(await mock.issue('revocable', 3)), last]
    const model = new Model()
    for (const { caller, target: which, body, method, path } of asked) {
      const target = targets[which] ?? manager
      const callers: Partial<Record<string, TokenItem>> = {
        manager,
        spare,
        target,
        outsider,
        expired,
        other: targets[(which + 1) % 3] ?? spare,
      }
      const by = callers[caller]
      const reply = await send({ ...body, ...method, path: path(target.id), ...credential(caller, by) })
      expect(reply.status === 201 && method.method !== undefined).toBe(false)
      model.saw(reply, target, by, sentReason(body))
    }
    await model.agreesWith(bench, [...targets, manager, outsider, spare])
    await mock.close(0)
  })
}

function credential(caller: string, by: TokenItem | undefined): Sent {
  if (by !== undefined) return { as: by.secret }
  if (caller === 'garbage') return { as: 'dz_garbage' }
  return { as: null, headers: caller === 'two' ? ['Authorization: Bearer dz_x', 'Authorization: Bearer dz_y'] : [] }
}

/** Every reason an honest echo may show; `undefined` when the body has none that can be read plainly. */
function sentReason({ body }: Sent): string | undefined {
  return typeof body === 'string' && body.includes('"lost"') ? 'lost' : undefined
}

/** What is known from the outside: who is dead, and what their first record was. */
class Model {
  private readonly records = new Map<string, Readonly<Record<string, unknown>>>()

  saw(reply: Reply, target: TokenItem, by: TokenItem | undefined, reason: string | undefined): void {
    expect(reply.status === 501 || reply.status < 500).toBe(true)
    if (reply.status !== 201) return
    // I1, I9: only the living revoke, and only who may.
    expect(by).toBeDefined()
    if (by === undefined) return
    expect(this.records.has(by.id) || by.kind === 'expired').toBe(false)
    expect(by.kind === 'manager' || by.id === target.id).toBe(true)
    // I5, I10: the record is about this token, its first revocation, and does not lie.
    const data = dataOf(reply)
    expect(uuidOf(String(data['id']))).toBe(target.id)
    expect(data['jti']).toBe(target.jti)
    expect(isDateTime(String(data['revoked_at']))).toBe(true)
    const first = this.records.get(target.id)
    if (first === undefined) {
      expect([by.email, 'null', 'undefined']).toContain(String(data['revoked_by']).toLowerCase())
      if (reason !== undefined) expect([reason, null, undefined]).toContain(data['revocation_reason'])
      this.records.set(target.id, data)
    } else expect(data).toEqual(first)
  }

  /** I2, I3, I4: the dead are dead at every door, and everyone else lives. */
  async agreesWith({ mock, probe }: Bench, tokens: readonly TokenItem[]): Promise<void> {
    for (const door of mock.replicas) {
      for (const { id, secret } of tokens) {
        // A connection each: one may be closed after a few requests.
        const wire = await openWire(door)
        expect(await probe(secret, wire)).toBe(this.records.has(id) ? 'dead' : 'live')
        wire.close()
      }
    }
  }
}
