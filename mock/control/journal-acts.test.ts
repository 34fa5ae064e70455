import type { Asked } from '../testing/documented.ts'
import { describeOperations } from '../testing/documented.ts'
import type { Bench } from '../testing/setup.ts'
import type { journalActs } from './journal-acts.ts'

describeOperations<keyof typeof journalActs>({
  listJournal: [
    [200],
    [200, { query: 'limit=1&method=post&effect=revoked&status=201&forced=false&target=revocable-1&caller=manager-1&reason=x&path=/api/*' }],
    [200, { query: 'caller=' }],
    [422, { query: 'status=never' }],
  ],
  clearJournal: [[204]],
  getEntry: [
    [200, { path: { id: '1' } }],
    [404, { path: { id: '99' } }],
    [404, { path: { id: 'x' } }],
  ],
  waitForEntry: [
    [200, { body: { match: { status: 201 } } }],
    [409, { body: { match: { status: 418 }, timeout: 1 } }],
    [422, { body: { timeout: 'long' } }],
  ],
  verifyJournal: [
    [200, { body: { match: { effect: 'revoked' }, times: 1 } }],
    [409, { body: { match: { effect: 'revoked' }, at_least: 2 } }],
    [422, { body: { times: 'twice' } }],
  ],
  events: [[200], [404, afterForgetting]],
})

/** Who listened to a world goes on doing so. */
async function afterForgetting({ mock }: Bench): Promise<Asked> {
  const world = await mock.world('a')
  const [reload] = (await world.events()[Symbol.asyncIterator]().next()).value ?? []
  await mock.removeWorld('a')
  return { query: `world=a&after=${reload?.id ?? ''}` }
}
