import { givenContract } from '../../../contract/index.ts'
import { answerOf, asObject } from '../../interpretation/answer.ts'
import { perExchange } from '../judging.ts'
import type { Breach } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'
import { successIn, successesIn } from './success.ts'

/** A missing `data` and a `revoked_at` of the wrong form have requirements of their own. */
export const fitsTheSchema: Requirement = perExchange(
  {
    id: 'envelope/fits-the-schema',
    level: 'must',
    title: 'The body of a 201 fits the schema of the envelope',
    source: contract('responses/201/content/application~1json/schema/$ref', '#/components/schemas/SuccessEnvelope_APITokenRevokeResponse_'),
  },
  (exchange, history) => {
    const success = successIn(history, exchange)
    if (success === undefined) return undefined
    const { body } = answerOf(success)
    if (body.kind === 'cut') return undefined
    const at = { exchanges: [exchange.id] }
    if (body.kind !== 'json')
      return [
        {
          ...at,
          key: body.kind,
          expected: 'a JSON envelope',
          got: `a body that is ${body.kind === 'empty' ? 'empty' : 'no JSON envelope'}`,
          at: 'body',
        },
      ]
    return schemaBreaches(body.value).map((breach) => ({ ...at, ...breach }))
  },
  successesIn,
)

function schemaBreaches(value: unknown): Omit<Breach, 'exchanges'>[] {
  const own = givenContract.problemsInResponse(201, value).filter(({ path, keyword, params }) => {
    // Of `anyOf` with null only the branch that was meant says what is wrong.
    if (keyword === 'anyOf' || (keyword === 'type' && params['type'] === 'null')) return false
    return (
      !(path.join('/') === 'data/revoked_at' && (keyword === 'format' || keyword === 'type')) && params['missingProperty'] !== 'revoked_at'
    )
  })
  return own.map(({ path, keyword, message, params }) => {
    const missing = typeof params['missingProperty'] === 'string' ? [params['missingProperty']] : []
    const pointer = `/${[...path, ...missing].join('/')}`
    return {
      key: `${pointer} ${keyword}`,
      expected: `${pointer === '/' ? 'the envelope' : pointer} ${message}`,
      got: shown(value, path),
      at: pointer,
    }
  })
}

function shown(value: unknown, path: readonly (string | number)[]): string {
  const part = path.reduce<unknown>((parent, key) => (Array.isArray(parent) ? parent[Number(key)] : asObject(parent)?.[key]), value)
  return JSON.stringify(part)?.slice(0, 200) ?? 'nothing'
}
