import type { Answer } from '../pipeline/answer.ts'
import { json } from '../pipeline/answer.ts'
import type { Incoming } from '../pipeline/incoming.ts'
import { valuesOf } from '../pipeline/incoming.ts'
import type { Registry } from './registry.ts'
import { issueRequestOf } from './issue-request.ts'

/** Everything under this path belongs to the mock, not to the contract. */
export const controlPrefix = '/_mock/'

/** Answers the mock's own operations: issuing and listing tokens, going back to the seed, health. */
export async function control(request: Incoming, registry: Registry): Promise<Answer> {
  if (isCrossSite(request)) return errorAnswer(403, 'A page of another origin may not control the mock.')
  const path = request.target.slice(controlPrefix.length).replace(/\?.*$/s, '')
  const operation = operations[path]
  if (operation === undefined)
    return errorAnswer(404, `There is no ${controlPrefix}${path}. Known are: ${Object.keys(operations).join(', ')}.`)
  const act = operation[request.method === 'HEAD' ? 'GET' : request.method]
  if (act === undefined) return errorAnswer(405, 'Method Not Allowed', { allow: Object.keys(operation).join(', ') })
  return act(request, registry)
}

function errorAnswer(status: number, detail: unknown, headers?: Record<string, string>): Answer {
  return json(status, { detail }, headers)
}

/** Browsers send `Origin` with every cross-site request that could change something; no other client needs to. */
function isCrossSite(request: Incoming): boolean {
  const [origin] = valuesOf(request, 'origin')
  return origin !== undefined && origin !== `http://${valuesOf(request, 'host')[0]}`
}

type Act = (request: Incoming, registry: Registry) => Promise<Answer>

const operations: Readonly<Record<string, Readonly<Record<string, Act>>>> = {
  tokens: {
    async GET(_request, registry) {
      return json(200, { tokens: await registry.list() })
    },
    async POST({ body }, registry) {
      const asked = issueRequestOf(body)
      if ('detail' in asked) return errorAnswer(422, asked.detail)
      return json(201, { tokens: await registry.issue(asked.kind, asked.count, asked.owner) })
    },
  },
  reset: {
    async POST(_request, registry) {
      await registry.reset()
      return { status: 204, headers: {}, body: '' }
    },
  },
  health: {
    async GET() {
      return json(200, { status: 'ok' })
    },
  },
}
