import type { Promised } from '../judging.ts'
import { judgementOf } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'
import type { Revocation } from './revocations.ts'
import { revocationsOf } from './revocations.ts'

const promised: Promised = {
  id: 'envelope/jti-is-the-tokens-own',
  level: 'must',
  title: '`data.jti` belongs to the revoked token and to no other',
  source: contract('/components/schemas/APITokenRevokeResponse/properties/jti/description', 'JWT ID of the revoked token'),
}

export const jtiIsTheTokensOwn: Requirement = {
  ...promised,
  judge: (history) => {
    const holders = new Map<string, Revocation>()
    const judged = revocationsOf(history).map((revocation) => {
      const { token, exchange, data } = revocation
      const { jti } = data
      if (typeof jti !== 'string') return []
      const at = { exchanges: [exchange.id], at: '/data/jti' }
      if (token.jti !== undefined) {
        if (jti === token.jti) return []
        return [{ ...at, key: 'another jti', expected: `the jti of ${token.alias}, ${token.jti}`, got: JSON.stringify(jti).slice(0, 80) }]
      }
      const holder = holders.get(jti)
      if (holder === undefined) holders.set(jti, revocation)
      if (holder === undefined || holder.token.alias === token.alias) return []
      const expected = 'a jti of its own for each token'
      return [
        { ...at, key: 'shared jti', expected, got: `the jti that ${holder.token.alias} has`, exchanges: [holder.exchange.id, exchange.id] },
      ]
    })
    return judgementOf(promised, history, judged)
  },
}
