import fc from 'fast-check'
import type { Scenario } from './scenario.ts'
import { scenario } from './scenario.ts'

/** Tokens issued together, one after the other revoked; the others live on, as does one issued right afterwards. */
export const siblings: Scenario = scenario<{ readonly count: number }>({
  id: 'siblings',
  title: 'A revocation ends one token',
  runs: { quick: 1, standard: 12, certification: 60 },
  // With a third, the caller is seen to act after it was tried: whoever answers 401 to unknown ids has not killed it.
  examples: [{ count: 3 }],
  inputs: fc.record({ count: fc.integer({ min: 2, max: 4 }) }),
  run: async ({ count }, on) => {
    const tokens = []
    for (let index = 0; index < count; index += 1) tokens.push(await on.take('revocable'))
    for (const token of tokens) await on.probe(token)
    for (const [index, token] of tokens.slice(0, -1).entries()) {
      await on.revoke(token, on.cast.manager)
      for (const other of tokens.slice(index)) await on.probe(other)
      await on.probe(on.cast.manager)
      if (on.cast.outsider !== undefined) await on.probe(on.cast.outsider)
    }
  },
})
