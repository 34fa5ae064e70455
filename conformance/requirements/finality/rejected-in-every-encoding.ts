import type { Exchange } from '../../history/events.ts'
import type { History } from '../../history/history.ts'
import { derived } from '../../history/origin.ts'
import { saysNothing } from '../../history/says-nothing.ts'
import { timelineOf } from '../../history/timeline.ts'
import { reactionTo } from '../../history/witness.ts'
import { readRequest } from '../../interpretation/request.ts'
import { perExchange } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'

/**
 * A blacklist of texts does not know a token again that a lenient decoder of base64url takes for the same: with padding, or
 * with another last character of the same bits. Nor does one that reads a single `Authorization` field, where it is sent twice.
 */
export const rejectedInEveryEncoding: Requirement = perExchange(
  {
    id: 'finality/rejected-in-every-encoding',
    level: 'must',
    title: 'A revoked token is rejected in every encoding of it',
    source: contract('description', 'The token is added to a blacklist and will be rejected on all future requests.'),
  },
  (exchange, history) => {
    const alias = revokedOriginal(history, exchange)
    if (alias === undefined) return undefined
    if (reactionTo(history, exchange) !== 'accepted') return []
    const revocation = timelineOf(history)
      .life(alias)
      ?.touches.find((touch) => touch.acknowledged)?.exchange
    return [
      {
        key: 'accepted',
        expected: '401 for a revoked token, however it is encoded',
        got: `${exchange.response?.status}, as for a live one`,
        exchanges: [...(revocation === undefined ? [] : [revocation.id]), exchange.id],
        tokens: [alias],
        at: 'status',
        hint: 'Look tokens up by what they decode to, such as their jti, not by the text that was sent.',
      },
    ]
  },
  (history) => unusualCredentials(history),
)

/** Exchanges whose credential may be another encoding of a token, or several. */
const unusualCredentials = derived((history: History) =>
  history.exchanges.filter((exchange) => {
    const { credential } = readRequest(history, exchange)
    return credential.kind === 'several' || (credential.kind === 'unknown' && credential.sameBytes === true)
  }),
)

/** The certainly revoked token of whose secret the credential is another encoding, or that is sent twice. */
function revokedOriginal(history: History, exchange: Exchange): string | undefined {
  if (saysNothing(exchange) || timelineOf(history).isUnsettled(exchange)) return undefined
  const { credential } = readRequest(history, exchange)
  const isDead = (alias: string): boolean => {
    const states = timelineOf(history).credentialStates(alias, exchange)
    return states.size === 1 && states.has('dead')
  }
  if (credential.kind === 'unknown' && credential.sameBytes === true && credential.of !== undefined)
    return isDead(credential.of) ? credential.of : undefined
  if (credential.kind !== 'several') return undefined
  const borne = credential.parts.filter((part) => part.kind === 'token')
  return borne.length === credential.parts.length && borne.every(({ alias }) => isDead(alias)) ? borne[0]?.alias : undefined
}
