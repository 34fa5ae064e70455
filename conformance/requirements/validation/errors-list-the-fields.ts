import { givenContract, operation } from '../../../contract/index.ts'
import { timelineOf } from '../../history/timeline.ts'
import { answerOf, asObject } from '../../interpretation/answer.ts'
import { readRequest } from '../../interpretation/request.ts'
import { perExchange } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'

/** Exercised also where a 422 was due and another permitted answer came. */
export const errorsListTheFields: Requirement = perExchange(
  {
    id: 'validation/errors-list-the-fields',
    level: 'must',
    title: 'The body of a 422 lists what is wrong as `{loc, msg, type}`',
    source: contract('responses/422/content/application~1json/schema/$ref', '#/components/schemas/HTTPValidationError'),
  },
  (exchange, history) => {
    if (exchange.response === null || exchange.end === null || timelineOf(history).isUnsettled(exchange)) return undefined
    const { route, body: sent } = readRequest(history, exchange)
    if (exchange.response.status !== 422) return sent.traits.includes('wrong type') ? [] : undefined
    if (route !== 'revoke') return undefined
    const { body, mediaType } = answerOf(exchange.response)
    const at = { exchanges: [exchange.id], expected: '{"detail": [{"loc", "msg", "type"}, …]}' }
    if (body.kind === 'cut') return []
    if (body.kind === 'empty') return [{ ...at, level: 'should', key: 'empty', got: 'an empty body', at: 'body' }]
    if (body.kind !== 'json')
      return [{ ...at, key: 'no JSON', got: (exchange.response.body.text ?? 'binary data').slice(0, 80), at: 'body' }]
    const [problem] = givenContract.problemsInResponse(422, body.value)
    const detail = asObject(body.value)?.['detail']
    if (problem !== undefined) {
      const got = detail === undefined ? JSON.stringify(body.value).slice(0, 80) : `"detail": ${JSON.stringify(detail).slice(0, 80)}`
      return [{ ...at, key: `/${problem.path.filter((key) => typeof key === 'string').join('/')} ${problem.message}`, got, at: '/detail' }]
    }
    if (detail === undefined) return [{ ...at, level: 'should', key: 'no detail', got: 'no "detail"', at: '/detail' }]
    if (mediaType === operation.mediaType) return []
    const got = mediaType ?? 'no Content-Type'
    return [{ ...at, level: 'should', key: 'media type', expected: `Content-Type: ${operation.mediaType}`, got, at: 'content-type' }]
  },
)
