import type { Answer } from '../pipeline/answer.ts'
import { json } from '../pipeline/answer.ts'
import type { Incoming } from '../pipeline/incoming.ts'
import { valuesOf } from '../pipeline/incoming.ts'
import type { Fault, Wraps } from './fault.ts'
import { faultsOf } from './fault.ts'

/** Faults in methods, media types and the shape of errors. */
export const httpFaults: readonly Fault[] = faultsOf('http', [
  { name: 'get-revokes', summary: 'GET has the effect of POST.', wrap: () => asPost(({ method }) => method === 'GET') },
  { name: 'delete-revokes', summary: 'DELETE has the effect of POST.', wrap: () => asPost(({ method }) => method === 'DELETE') },
  {
    name: 'method-override-revokes',
    summary: 'Any method has the effect of POST when X-HTTP-Method-Override asks for it.',
    wrap: () => asPost((request) => valuesOf(request, 'x-http-method-override').some((method) => /^post$/i.test(method))),
  },
  {
    name: 'html-errors',
    summary: 'Errors are HTML pages with a stack trace.',
    wrap: () =>
      reshapedErrors(({ status, headers }) => ({
        status,
        headers: { ...headers, 'content-type': 'text/html' },
        body: `<!doctype html><html><body><h1>Error ${status}</h1><pre>Traceback (most recent call last):\n  File "app/tokens.py", line 42, in revoke\n</pre></body></html>`,
      })),
  },
  {
    name: 'success-true-in-errors',
    summary: 'Errors say "success": true.',
    wrap: () =>
      reshapedErrors(({ status, headers, body }) => json(status, { success: true, ...(JSON.parse(body || '{}') as object) }, headers)),
  },
  {
    name: 'json-as-text',
    summary: 'A 201 is sent as text/plain.',
    wrap: () => ({
      finish: (next) => (answer, exchange) =>
        next(answer.status === 201 ? { ...answer, headers: { ...answer.headers, 'content-type': 'text/plain' } } : answer, exchange),
    }),
  },
  {
    name: 'no-allow',
    level: 'should',
    summary: 'A 405 does not say what is allowed.',
    wrap: () => ({
      finish: (next) => (answer, exchange) => {
        const { allow: _, ...headers } = answer.headers
        return next({ ...answer, headers }, exchange)
      },
    }),
  },
  {
    name: 'answers-twice',
    level: 'should',
    summary: 'One answer in fifty is sent twice, so that the next request on the connection may get what was meant for another.',
    parameter: { unit: 'requests', default: 50 },
    wrap({ value }) {
      let served = 0
      return {
        finish: (next) => (answer, exchange) => {
          served += 1
          return next(served % value === 0 ? { ...answer, isRepeated: true } : answer, exchange)
        },
      }
    },
  },
])

function asPost(isMeant: (request: Incoming) => boolean): Wraps {
  return { route: (next) => (request) => next(isMeant(request) ? { ...request, method: 'POST' } : request) }
}

function reshapedErrors(change: (answer: Answer) => Answer): Wraps {
  return { finish: (next) => (answer, exchange) => next(answer.status >= 400 ? change(answer) : answer, exchange) }
}
