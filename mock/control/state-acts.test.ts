import type { Asked } from '../testing/documented.ts'
import { describeOperations } from '../testing/documented.ts'
import type { Bench } from '../testing/setup.ts'
import { nobody } from '../testing/setup.ts'
import type { stateActs } from './state-acts.ts'

describeOperations<keyof typeof stateActs>({
  listTokens: [[200], [200, { query: 'limit=2&after=1' }], [422, { query: 'limit=0' }], [422, { query: 'after=x' }]],
  issueTokens: [
    [201, { body: { kind: 'revocable' } }],
    [201, { body: { kind: 'manager', count: 3, owner: 'zoe', expires_in: 1000 } }],
    [422, { body: { kind: 'admin' } }],
  ],
  getToken: [
    [200, { path: { token: 'manager-1' } }],
    [404, { path: { token: 'manager-9' } }],
  ],
  revokeToken: [
    [200, { path: { token: 'revocable-2' } }],
    [200, { path: { token: 'revocable-2' }, body: { reason: 'x', by: 'a@b.example' } }],
    [404, { path: { token: nobody } }],
    [422, { path: { token: 'revocable-2' }, body: { reason: 5 } }],
  ],
  expireToken: [
    [200, { path: { token: 'revocable-2' } }],
    [200, { path: { token: 'outsider-1' }, body: { at: '2030-01-01T00:00:00Z' } }],
    [404, { path: { token: '%ZZ' } }],
    [422, { path: { token: 'revocable-2' }, body: { at: 'tomorrow' } }],
  ],
  reset: [[204], [204, { body: { parts: ['tokens', 'journal'] } }], [422, { body: { parts: ['everything'] } }]],
  listSnapshots: [[200, afterSaving('one')]],
  saveSnapshot: [
    [204, { path: { name: 'one' } }],
    [422, { path: { name: 'a b' } }],
    [
      409,
      async (bench) => {
        for (let count = 0; count < 100; count += 1) await bench.mock.snapshots.save(`s-${count}`)
        return { path: { name: 'one-more' } }
      },
    ],
  ],
  forgetSnapshot: [
    [204, afterSaving('one')],
    [404, { path: { name: 'none' } }],
  ],
  restoreSnapshot: [
    [204, afterSaving('one')],
    [404, { path: { name: 'none' } }],
  ],
  listWorlds: [[200]],
  deleteWorld: [
    [
      204,
      async ({ mock }) => {
        await mock.world('other')
        return { path: { name: 'other' } }
      },
    ],
    [404, { path: { name: 'none' } }],
    [409, { path: { name: 'default' } }],
  ],
})

function afterSaving(name: string): (bench: Bench) => Promise<Asked> {
  return async ({ mock }) => {
    await mock.snapshots.save(name)
    return { path: { name } }
  }
}
