import type { Contract } from '../../contract/index.ts'
import type { Reader } from '../journal/describe.ts'
import type { Seeded } from '../model/seeds.ts'
import { listOf } from '../model/seeds.ts'
import type { IssuedToken, Token } from '../model/token.ts'

/** What a world remembers so that its journal can be put into words. */
export interface Archive extends Reader {
  /** A token was revoked with this one. */
  readonly remember: (target: Token, caller: Token) => void
  forget(): void
}

/** The latest so many revocations are remembered, and at most twice as many. */
const least = 10_000

export function archiveOf(seeds: Seeded<IssuedToken>, contract: () => Contract): Archive {
  const seeded = listOf(seeds)
  const names = new Map(seeded.map(({ token, secret }) => [secret, token.name]))
  let revokers = new Map<string, string>()
  let earlier = revokers
  return {
    get contract() {
      return contract()
    },
    nameOf: (secret) => names.get(secret),
    revoker: (id) => revokers.get(id) ?? earlier.get(id),
    lookUp: (text) => seeded.map(({ token }) => token).find((token) => resembles(token, text)),
    remember({ id }, caller) {
      // Let go of all at once: to delete the oldest of them again and again costs more than to remember one.
      if (revokers.size >= least) {
        earlier = revokers
        revokers = new Map()
      }
      revokers.set(id, caller.name)
    },
    forget() {
      revokers = new Map()
      earlier = revokers
    },
  }
}

/** Whether a text is one of a token's names, or begins as its id does. */
function resembles({ id, jti, name }: Token, text: string): boolean {
  return text === jti || text === name || (text.length >= 8 && id.startsWith(text.slice(0, 8).toLowerCase()))
}
