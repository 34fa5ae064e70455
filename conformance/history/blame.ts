import type { Death } from './deaths.ts'
import type { Exchange } from './events.ts'
import type { History } from './history.ts'
import { derived } from './origin.ts'
import { wrongDeathsOf } from './wrong-death.ts'

/** What a token may have died of: a refused request that named it, another method on it, or the revocation of another token. */
export type Blame = 'a refusal' | 'another method' | 'another token'

/** A wrong death, what it is blamed on, and every request that it may have died of. */
export interface BlamedDeath extends Death {
  readonly blame: Blame
  readonly candidates: readonly Exchange[]
}

/**
 * Every wrong death with its cause. Where several are possible (rule 4), the one that alone explains another death of this
 * run is taken: whoever ends the tokens of the same owner does so also where nobody was refused.
 */
export const blamedDeathsOf: (history: History) => readonly BlamedDeath[] = derived((history: History) => {
  const deaths = wrongDeathsOf(history).map((death) => ({ death, causes: causesOf(death) }))
  const proven = new Set(deaths.flatMap(({ causes }) => (causes.length === 1 ? causes : [])))
  return deaths.map(({ death, causes }) => {
    const likely = causes.filter((cause) => proven.has(cause))
    const [blame = 'another token'] = likely.length === 1 ? likely : causes
    return { ...death, blame, candidates: candidatesOf(death) }
  })
})

/** The gravest suspicion first; what died of nothing that was sent died of something else than its own requests. */
function causesOf({ otherMethods, refusals, revocationsOfOthers, strangers }: Death): readonly Blame[] {
  const own: Blame[] = [
    ...(otherMethods.length > 0 ? ['another method' as const] : []),
    ...(refusals.length > 0 ? ['a refusal' as const] : []),
  ]
  return revocationsOfOthers.length > 0 || strangers.length > 0 || own.length === 0 ? [...own, 'another token'] : own
}

function candidatesOf({ otherMethods, refusals, revocationsOfOthers, strangers }: Death): readonly Exchange[] {
  return [...new Set([...otherMethods, ...refusals, ...revocationsOfOthers, ...strangers])].toSorted((a, b) => a.begin - b.begin)
}
