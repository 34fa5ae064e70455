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

/** How many revocations are remembered. */
const most = 10_000

export function archiveOf(seeds: Seeded<IssuedToken>, contract: () => Contract): Archive {
  const seeded = listOf(seeds)
  const names = new Map(seeded.map(({ token, secret }) => [secret, token.name]))
  const revokers = new Map<string, string>()
  const ids: string[] = []
  let remembered = 0
  return {
    get contract() {
      return contract()
    },
    nameOf: (secret) => names.get(secret),
    revoker: (id) => revokers.get(id),
    lookUp: (text) => seeded.map(({ token }) => token).find((token) => resembles(token, text)),
    remember({ id }, caller) {
      // The place of the oldest is found by counting: a map that loses its first key again and again is slow to name the next.
      const place = remembered % most
      const oldest = ids[place]
      if (oldest !== undefined) revokers.delete(oldest)
      ids[place] = id
      remembered += 1
      revokers.set(id, caller.name)
    },
    forget() {
      revokers.clear()
      ids.length = 0
      remembered = 0
    },
  }
}

/** Whether a text is one of a token's names, or begins as its id does. */
function resembles({ id, jti, name }: Token, text: string): boolean {
  return text === jti || text === name || (text.length >= 8 && id.startsWith(text.slice(0, 8).toLowerCase()))
}
