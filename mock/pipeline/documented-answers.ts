import { json } from './answer.ts'
import { preferenceProblem, unusable } from './preferences.ts'
import type { Refusal } from './refusal.ts'
import type { StockPrism } from './stock-prism.ts'

/**
 * What stock Prism answers for the given contract, without Prism, which no browser can load; a test holds the two to the
 * same answers. Only random bodies (`dynamic=true`) are not to be had.
 */
export const documentedAnswers: StockPrism = {
  async answer(_, preferences = {}) {
    const problem = preferenceProblem(preferences)
    if (problem !== undefined) return problem
    if (preferences.dynamic === 'true') return unusable('dynamic=true is answered by the mock over HTTP only')
    const { code = '201', example } = preferences
    const body = bodies.get(code)
    if (body === undefined) return refused(404, `Requested status code ${code} is not defined in the document.`)
    if (example === undefined) return json(Number(code), body)
    if (preferences.code === undefined)
      return refused(404, `Response for contentType: application/json and exampleKey: ${example} does not exist.`)
    return refused(400, noSuchExample)
  },
}

/** By status: the example in the document, else what Prism makes of the schema. */
const bodies: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  [
    '201',
    {
      success: true,
      message: 'string',
      code: 'string',
      data: {
        id: 'string',
        jti: 'string',
        name: 'string',
        revoked_at: '2019-08-24T14:15:22Z',
        revoked_by: 'string',
        revocation_reason: 'string',
      },
    },
  ],
  ['400', { detail: 'Invalid request parameters' }],
  ['401', { detail: 'Not authenticated' }],
  ['403', { detail: 'Not enough permissions' }],
  ['404', { detail: 'Resource not found' }],
  ['422', { detail: [{ loc: ['string'], msg: 'string', type: 'string', input: null, ctx: {} }] }],
])

const notFound = 'https://stoplight.io/prism/errors#NOT_FOUND: The server cannot find the requested content'
const noSuchExample = `${notFound}. We tried default response, but we got ${notFound}`

function refused(status: number, detail: string): Refusal {
  return { because: 'schema', status, detail }
}
