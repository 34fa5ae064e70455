import { scanJson } from '../bodies/json-scan.ts'
import type { NetworkFault } from '../control/generated/types.ts'
import { valuesOf } from '../pipeline/incoming.ts'
import { isRefusal } from '../pipeline/refusal.ts'
import type { Fault, Wraps } from './fault.ts'
import { faultsOf } from './fault.ts'
import { crash, pause, reading } from './tools.ts'

/** Faults in which a request gets 500, or nothing at all. */
export const robustnessFaults: readonly Fault[] = faultsOf('robustness', [
  {
    name: 'second-revocation-crashes',
    summary: 'Revoking twice is answered 500.',
    wrap: () => ({ repeat: () => () => crash }),
  },
  {
    name: 'concurrent-crash',
    summary: 'Revoking one token twice at the same time is answered 500.',
    wrap() {
      const busy = new Set<string>()
      return {
        commit: (next) => async (target, order, exchange) => {
          if (busy.has(target.id)) return crash
          busy.add(target.id)
          await pause(5)
          busy.delete(target.id)
          return next(target, order, exchange)
        },
      }
    },
  },
  {
    name: 'malformed-json-crash',
    summary: 'A body that is no JSON is answered 500.',
    wrap: () => reading((outcome) => (isRefusal(outcome) && outcome.because === 'json' ? crash : outcome)),
  },
  {
    name: 'wrong-type-crash',
    summary: 'A body of the wrong types is answered 500.',
    wrap: () => reading((outcome) => (isRefusal(outcome) && outcome.because === 'schema' ? crash : outcome)),
  },
  {
    name: 'deep-json-crash',
    summary: 'A body nested deeper than the stack is answered 500.',
    parameter: { unit: 'brackets', default: 500 },
    wrap: ({ value }) =>
      reading((outcome, { request }) => (scanJson(new TextDecoder().decode(request.body)).depth > value ? crash : outcome)),
  },
  {
    name: 'number-overflow-crash',
    summary: 'A reason that is a number beyond all doubles is answered 500: the 422 repeats it, and JSON has no infinity.',
    wrap: () =>
      reading((outcome, { request }) =>
        isRefusal(outcome) && outcome.because === 'schema' && /\de\+?\d{3}/i.test(new TextDecoder().decode(request.body)) ? crash : outcome,
      ),
  },
  {
    name: 'unknown-charset-crash',
    summary: 'A body in a charset that nobody knows is answered 500.',
    wrap: () => crashingOn('content-type', /charset=(?!"?utf-?(?:8|16))/i),
  },
  {
    name: 'odd-accept-crash',
    summary: 'A weight in Accept that is no number is answered 500.',
    wrap: () => crashingOn('accept', /q=(?![\d.])/i),
  },
  {
    name: 'nul-unanswered',
    summary: 'A body with NUL in it is never answered: what it throws is caught by nobody.',
    wrap: () => ({
      finish: (next) => (answer, exchange) =>
        next(
          new TextDecoder().decode(exchange.request.body).includes(String.raw`\u0000`) ? { ...answer, network: 'silence' } : answer,
          exchange,
        ),
    }),
  },
  { name: 'nul-crash', summary: 'NUL in the reason is answered 500.', wrap: () => crashingOver((reason) => reason.includes('\0')) },
  {
    name: 'surrogate-crash',
    summary: 'A lone surrogate in the reason is answered 500.',
    wrap: () => crashingOver((reason) => /\p{Surrogate}/u.test(reason)),
  },
  {
    name: 'long-reason-crash',
    summary: 'A reason longer than its column is answered 500.',
    parameter: { unit: 'characters', default: 1000 },
    wrap: ({ value }) => crashingOver((reason) => reason.length > value),
  },
  {
    name: 'non-uuid-crash',
    summary: 'An id that is no UUID is answered 500.',
    wrap: () => ({
      locate: (next) => async (tokenId, caller, exchange) => {
        const found = await next(tokenId, caller, exchange)
        return isRefusal(found) && found.because === 'id' ? crash : found
      },
    }),
  },
  {
    name: 'bad-encoding-crash',
    summary: 'A broken percent-encoding in the path is answered 500, also to strangers.',
    wrap: () => ({
      route: (next) => (request) => (/%(?![\da-f]{2})/i.test(request.target) ? { kind: 'refused', refusal: crash } : next(request)),
    }),
  },
  {
    name: 'stuck',
    summary: 'One request in fifty is never answered.',
    parameter: { unit: 'requests', default: 50 },
    wrap: ({ value }) => everyOne(value, 'silence'),
  },
  {
    name: 'connection-dropped',
    summary: 'One request in fifty is answered by closing the connection.',
    parameter: { unit: 'requests', default: 50 },
    wrap: ({ value }) => everyOne(value, 'empty'),
  },
])

function crashingOver(isTooMuch: (reason: string) => boolean): Wraps {
  return reading((outcome) => (!isRefusal(outcome) && outcome.reason !== null && isTooMuch(outcome.reason) ? crash : outcome))
}

/** A field with such a value is more than the application can read. */
function crashingOn(name: string, value: RegExp): Wraps {
  return reading((outcome, { request }) => (valuesOf(request, name).some((one) => value.test(one)) ? crash : outcome))
}

/** One request in so many gets no answer. */
function everyOne(count: number, network: NetworkFault): Wraps {
  let served = 0
  return {
    finish: (next) => (answer, exchange) => {
      served += 1
      return next(served % count === 0 ? { ...answer, network } : answer, exchange)
    },
  }
}
