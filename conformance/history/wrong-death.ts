import type { Death } from './deaths.ts'
import { deathsIn } from './deaths.ts'
import type { History } from './history.ts'
import { isLawful, overlapsAnIssue } from './lawful-ends.ts'
import { derived } from './origin.ts'

/**
 * Every death that neither a revocation nor a target's expiry, lockout, restart or token rotation explains: rules 4, 7, 8,
 * 10 and 11. A death found here is a breach; which request is to blame is what its lists are for.
 */
export const wrongDeathsOf: (history: History) => readonly Death[] = derived((history: History) =>
  deathsIn(history).filter((death) => !isLawful(history, death)),
)

/**
 * Aliases of tokens that died while another was issued to the same owner. Some systems rotate, so this proves nothing; the
 * same requests on fresh tokens, without an issue, would.
 */
export const deathsDuringAnIssue: (history: History) => readonly string[] = derived((history: History) =>
  deathsIn(history)
    .filter((death) => overlapsAnIssue(history, death))
    .map((death) => death.life.token.alias),
)
