import { answerOf, isContractJson } from '../../interpretation/answer.ts'
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
  (exchange) => {
    if (exchange.response?.status !== 201 || exchange.end === null) return undefined
    const answer = answerOf(exchange.response)
    if (isContractJson(answer)) return []
    const got = answer.mediaType ?? 'no Content-Type'
    return [{ key: got, expected: 'Content-Type: application/json', got, exchanges: [exchange.id], at: 'content-type' }]
  },
)
