import fc from 'fast-check'
import { inChunks, json, reason } from './plans/bodies.ts'
import type { Scenario } from './scenario.ts'
import { scenario } from './scenario.ts'

/** A token revokes itself. Where that is permitted it is dead; where not, it lives. */
export const selfRevocation: Scenario = scenario<{ readonly kind: 'revocable' | 'manager' }>({
  id: 'self-revocation',
  title: 'A token revokes itself',
  runs: { quick: 1, standard: 8, certification: 30 },
  examples: [{ kind: 'revocable' }],
  variations: [{ kind: 'manager' }],
  inputs: fc.record({ kind: fc.constantFrom('revocable' as const, 'manager' as const) }),
  run: async ({ kind }, on) => {
    const token = await on.take(kind)
    await on.meet(token)
    await on.revoke(token, token)
    await on.follow(token)
    await on.revoke(token, token)
    await on.probe(token)
  },
})

/** A manager is revoked and tries to go on: nothing it asks for may happen. */
export const fallenManager: Scenario = scenario<{ readonly bySelf: boolean }>({
  id: 'fallen-manager',
  title: 'A revoked manager revokes nothing',
  runs: { quick: 1, standard: 8, certification: 30 },
  examples: [{ bySelf: false }],
  variations: [{ bySelf: true }],
  inputs: fc.record({ bySelf: fc.boolean() }),
  run: async ({ bySelf }, on) => {
    const [manager, token] = [await on.take('manager'), await on.take('revocable')]
    await on.meet(manager)
    await on.probe(token)
    // Who may revoke a manager may be decided elsewhere than who may revoke anybody else.
    if (on.cast.outsider !== undefined) await on.revoke(manager, on.cast.outsider)
    await on.probe(manager)
    await on.revoke(manager, bySelf ? manager : on.cast.manager)
    await on.follow(manager)
    await on.revoke(token, manager)
    await on.probe(token)
    await on.revoke(token, manager, undefined, on.lane(1))
    // A check that only some requests pass is found out by those that take another way.
    await on.revoke(token, manager, reason('a revoked manager'))
    await on.revoke(token, manager, inChunks(reason('a revoked manager')), on.lane(1))
    await on.revoke(token, manager, json('broken JSON', '{"reason": "cut'))
    await on.probe(token)
    await on.revoke(token, on.cast.manager)
    await on.probe(token)
  },
})
