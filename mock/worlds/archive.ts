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
  let latest = chapter()
  let earlier = latest
  return {
    get contract() {
      return contract()
    },
    nameOf: (secret) => names.get(secret),
    revoker: (id) => nameIn(latest, id) ?? nameIn(earlier, id),
    lookUp: (text) => seeded.map(({ token }) => token).find((token) => resembles(token, text)),
    remember({ id }, caller) {
      // Let go of all at once: to delete the oldest of them again and again costs more than to remember one.
      if (latest.ids.length >= least) {
        earlier = latest
        latest = chapter()
      }
      latest.ids.push(id)
      latest.callers.push(caller.name)
    },
    forget() {
      latest = chapter()
      earlier = latest
    },
  }
}

/** Revocations in order: the ids of the tokens and the names of those who revoked them. Few are ever looked up, so an index waits for a reader. */
interface Chapter {
  readonly ids: string[]
  readonly callers: string[]
  readonly index: Map<string, string>
  indexed: number
}

function chapter(): Chapter {
  return { ids: [], callers: [], index: new Map(), indexed: 0 }
}

function nameIn(of: Chapter, id: string): string | undefined {
  const { ids, callers, index } = of
  for (; of.indexed < ids.length; of.indexed += 1) index.set(ids[of.indexed] as string, callers[of.indexed] as string)
  return index.get(id)
}

/** Whether a text is one of a token's names, or begins as its id does. */
function resembles({ id, jti, name }: Token, text: string): boolean {
  return text === jti || text === name || (text.length >= 8 && id.startsWith(text.slice(0, 8).toLowerCase()))
}
