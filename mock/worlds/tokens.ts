import type { ListedToken, TokenEvent } from '../control/generated/types.ts'
import type { Registry } from '../control/registry.ts'
import type { Log } from '../journal/log.ts'
import type { Token } from '../model/token.ts'
import { millisecondsOf } from './clock.ts'
import type { World } from './world.ts'

/** The tokens of a world, whose every change is told. */
export function tokensOf(
  registry: Registry,
  log: Log,
  now: () => number,
): Pick<World, 'issue' | 'list' | 'page' | 'find' | 'revoke' | 'expire'> {
  return {
    async issue(kind, count = 1, more = {}) {
      const tokens = await registry.issue({ kind, count, ...more })
      log.change('tokens', { change: 'issued' })
      return tokens
    },
    list: registry.list,
    page: registry.page,
    find: async (token) => registry.shown(await registry.find(token)),
    async revoke(token, order = {}) {
      const { token: record, first } = await registry.revoke(token, order)
      return first ? told(record, 'revoked') : registry.shown(record)
    },
    async expire(token, at) {
      const instant = at === undefined ? now() : typeof at === 'string' ? millisecondsOf(at) : at.getTime()
      return told(await registry.expire(token, instant), 'moved')
    },
  }

  function told(token: Token, change: TokenEvent['change']): ListedToken {
    const shown = registry.shown(token)
    log.change('token', { change, token: shown })
    return shown
  }
}
