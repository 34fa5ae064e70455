import { answerOf, isContractJson } from '../../interpretation/answer.ts'
import { successIn, successesIn } from '../envelope/success.ts'
import { perExchange } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'

export const successIsJson: Requirement = perExchange(
  {
    id: 'http/success-is-json',
    level: 'must',
    title: 'A 201 is announced as application/json',
    source: contract('responses/201/content/application~1json/schema/$ref', '#/components/schemas/SuccessEnvelope_APITokenRevokeResponse_'),
  },
  (exchange, history) => {
    const success = successIn(history, exchange)
    if (success === undefined) return undefined
    const answer = answerOf(success)
    // An empty body needs no name; that it is empty is the envelope's matter.
    if (isContractJson(answer) || answer.body.kind === 'empty') return []
    const got = answer.mediaType ?? 'no Content-Type'
    return [{ key: got, expected: 'Content-Type: application/json', got, exchanges: [exchange.id], at: 'content-type' }]
  },
  successesIn,
)
