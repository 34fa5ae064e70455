import type { Exchange } from '../pipeline/exchange.ts'
import type { Entry } from '../pipeline/refusal.ts'
import { isRefusal, refusal } from '../pipeline/refusal.ts'
import type { Fault, Wraps } from './fault.ts'
import { faultsOf } from './fault.ts'
import { reading, refusing } from './tools.ts'

/** Faults in which valid bodies are refused, or invalid ones taken, or the 422 is none. */
export const validationFaults: readonly Fault[] = faultsOf('validation', [
  { name: 'body-required', summary: 'A request without a body is refused.', wrap: () => refusingBodies((body) => body === undefined) },
  { name: 'null-body-refused', summary: 'The body null is refused.', wrap: () => refusingBodies((body) => body === null) },
  {
    name: 'null-reason-refused',
    summary: 'A reason that is null is refused.',
    wrap: () => refusingBodies((body) => isObject(body) && body['reason'] === null),
  },
  {
    name: 'empty-reason-refused',
    summary: 'A reason that is an empty text is refused.',
    wrap: () => refusingBodies((body) => isObject(body) && body['reason'] === ''),
  },
  {
    name: 'extra-property-refused',
    summary: 'A body with more than a reason is refused.',
    wrap: () => refusingBodies((body) => isObject(body) && Object.keys(body).some((key) => key !== 'reason')),
  },
  {
    name: 'anything-goes',
    summary: 'A body of the wrong types is taken.',
    wrap: () => reading((outcome) => (isRefusal(outcome) && outcome.because === 'schema' ? { reason: null } : outcome)),
  },
  {
    name: 'reason-coerced',
    summary: 'A reason that is a number or a boolean is taken for a text.',
    wrap: () =>
      reading((outcome, exchange) => {
        const body = isRefusal(outcome) && outcome.because === 'schema' ? bodyOf(exchange) : undefined
        const reason = isObject(body) ? body['reason'] : undefined
        return typeof reason === 'number' || typeof reason === 'boolean' ? { reason: String(reason) } : outcome
      }),
  },
  {
    name: 'malformed-json-ignored',
    summary: 'A body that is no JSON is taken for none, and the token is revoked.',
    wrap: () => reading((outcome) => (isRefusal(outcome) && outcome.because === 'json' ? { reason: null } : outcome)),
  },
  {
    name: 'detail-is-a-string',
    summary: 'The detail of a 422 is a text, not a list.',
    wrap: () =>
      refusing(
        ({ status }) => status === 422,
        (why) => ({ ...why, detail: 'Validation error' }),
      ),
  },
  {
    name: 'detail-without-loc',
    summary: 'The entries of a 422 do not say where.',
    wrap: () =>
      refusing(
        ({ status, detail }) => status === 422 && Array.isArray(detail),
        (why) => ({ ...why, detail: (why.detail as Entry[]).map(({ type, msg }) => ({ type, msg })) }),
      ),
  },
])

function refusingBodies(isRefused: (body: unknown) => boolean): Wraps {
  const entry: Entry = { type: 'value_error', loc: ['body'], msg: 'Value error, this body is not allowed' }
  return reading((outcome, exchange) => (!isRefusal(outcome) && isRefused(bodyOf(exchange)) ? refusal('schema', 422, entry) : outcome))
}

/** The body as JSON; `undefined` where there is none, or it is none. */
function bodyOf({ request }: Exchange): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(request.body)) as unknown
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
