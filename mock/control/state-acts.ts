import { json } from '../pipeline/answer.ts'
import { defaultWorld, isCursor } from '../store/store.ts'
import type { Acts } from './call.ts'
import { done } from './call.ts'
import { invalid } from './errors.ts'

type StateOperation =
  | 'listTokens'
  | 'issueTokens'
  | 'getToken'
  | 'revokeToken'
  | 'expireToken'
  | 'reset'
  | 'listSnapshots'
  | 'saveSnapshot'
  | 'forgetSnapshot'
  | 'restoreSnapshot'
  | 'listWorlds'
  | 'deleteWorld'

/** Tokens, snapshots, worlds. */
export const stateActs: Acts<StateOperation> = {
  async listTokens({ world, query: { limit = 1000, after } }) {
    if (after !== undefined && !isCursor(String(after)))
      return invalid(['query', 'after'], 'value_error', 'Value error, this is no `next` of a page')
    return json(200, await world.page(Number(limit), after === undefined ? undefined : String(after)))
  },
  async issueTokens({ world, body: { kind, count, ...more } }) {
    return json(201, { tokens: await world.issue(kind, count, more) })
  },
  getToken: async ({ world, path }) => json(200, await world.find(path['token'] ?? '')),
  revokeToken: async ({ world, path, body }) => json(200, await world.revoke(path['token'] ?? '', body)),
  expireToken: async ({ world, path, body }) => json(200, await world.expire(path['token'] ?? '', body.at)),
  async reset({ world, body: { parts = [] } }) {
    await world.reset(...parts)
    return done
  },

  listSnapshots: async ({ world }) => json(200, { snapshots: await world.snapshots.list() }),
  async saveSnapshot({ world, path }) {
    await world.snapshots.save(path['name'] ?? '')
    return done
  },
  async forgetSnapshot({ world, path }) {
    await world.snapshots.forget(path['name'] ?? '')
    return done
  },
  async restoreSnapshot({ world, path }) {
    await world.snapshots.restore(path['name'] ?? '')
    return done
  },

  listWorlds: async ({ mock: { worlds } }) => json(200, await worlds.list()),
  async deleteWorld({ mock: { worlds }, path: { name = '' } }) {
    if (name === defaultWorld) return json(409, { detail: `The world "${defaultWorld}" is always there. Reset it instead.` })
    await worlds.remove(name)
    return done
  },
}
