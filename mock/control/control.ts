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
  const operation = operations.get(path)
  if (operation === undefined)
    return errorAnswer(404, `There is no ${controlPrefix}${path}. Known are: ${[...operations.keys()].join(', ')}.`)
  const act = operation.get(request.method === 'HEAD' ? 'GET' : request.method)
  if (act === undefined) return errorAnswer(405, 'Method Not Allowed', { allow: [...operation.keys()].join(', ') })
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

const operations: ReadonlyMap<string, ReadonlyMap<string, Act>> = new Map([
  [
    'tokens',
    new Map<string, Act>([
      ['GET', list],
      ['POST', issue],
    ]),
  ],
  ['reset', new Map<string, Act>([['POST', reset]])],
  ['health', new Map<string, Act>([['GET', health]])],
])

async function list(_: Incoming, registry: Registry): Promise<Answer> {
  return json(200, { tokens: await registry.list() })
}

async function issue({ body }: Incoming, registry: Registry): Promise<Answer> {
  const asked = issueRequestOf(body)
  if ('detail' in asked) return errorAnswer(422, asked.detail)
  return json(201, { tokens: await registry.issue(asked.kind, asked.count, asked.owner) })
}

async function reset(_: Incoming, registry: Registry): Promise<Answer> {
  await registry.reset()
  return { status: 204, headers: {}, body: '' }
}

async function health(): Promise<Answer> {
  return json(200, { status: 'ok' })
}
