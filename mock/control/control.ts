import type { Answer } from '../pipeline/answer.ts'
import type { Incoming } from '../pipeline/incoming.ts'
import type { RunningWorld } from '../worlds/create-world.ts'
import { worldFor, worldNameOf } from '../worlds/worlds.ts'
import { denialOf } from './access.ts'
import type { Act, Call, Controlled } from './call.ts'
import { answerTo, errorAnswer, notFound } from './errors.ts'
import type { OperationId } from './generated/types.ts'
import { journalActs, lastEventOf } from './journal-acts.ts'
import { mockActs } from './mock-acts.ts'
import type { ControlOperation } from './operations.ts'
import { documentText, operationsIn } from './operations.ts'
import { bodyOf, queryOf } from './read-call.ts'
import { stateActs } from './state-acts.ts'
import { switchActs } from './switch-acts.ts'

/** Everything under this path belongs to the mock, not to the contract. */
const prefix = '/_mock/'

/** What carries out each operation of the document. */
const acts: { readonly [Id in OperationId]: Act<Id> } = { ...mockActs, ...stateActs, ...switchActs, ...journalActs }

/** Answers requests for the mock's own operations, which openapi.yaml describes. */
export function controlOf(mock: Controlled): (request: Incoming) => Promise<Answer> {
  const operations = operationsIn(JSON.parse(documentText) as Record<string, unknown>)

  return async (request) => {
    const [path = '', search = ''] = request.target.slice(prefix.length).split(/\?(.*)/s)
    const segments = path.split('/').map(decoded)
    const here = operations.filter(({ template }) => fits(template, segments))
    const operation = here.find(({ method }) => method === (request.method === 'HEAD' ? 'GET' : request.method))
    const denial = isHealth(operation) ? undefined : denialOf(request, mock.access, operation?.isOpen ?? false)
    if (denial !== undefined) return denial
    if (here.length === 0) return notFound(`There is no ${prefix}${path.slice(0, 200)}. ${prefix}openapi.json describes what there is.`)
    if (operation === undefined) return errorAnswer(405, 'Method Not Allowed', { allow: here.map(({ method }) => method).join(', ') })
    return perform(request, operation, segments, search)
  }

  async function perform(request: Incoming, operation: ControlOperation, segments: readonly string[], search: string): Promise<Answer> {
    const asked = queryOf(search, operation.query)
    if ('answer' in asked) return asked.answer
    const { query } = asked
    const found = operation.isWorldly ? await worldOf(request, query, operation.id) : mock.worlds.first
    if ('status' in found) return found
    const read = operation.body === undefined ? { body: undefined } : await bodyOf(request.body, operation.body)
    if ('answer' in read) return read.answer
    const call = { request, mock, world: found.world, path: parametersOf(operation.template, segments), query, body: read.body }
    try {
      return await (acts[operation.id] as Act<OperationId>)(call as Call)
    } catch (error) {
      return answerTo(error)
    }
  }

  async function worldOf(request: Incoming, query: Call['query'], operation: OperationId): Promise<RunningWorld | Answer> {
    const asked = query['world']
    const name = asked === undefined ? worldNameOf(request) : String(asked)
    // Who only goes on listening to a world that has been forgotten does not want it anew.
    const last = operation === 'events' ? lastEventOf({ request, query }) : undefined
    if (name !== undefined && last !== undefined && mock.worlds.hasGone(name, last))
      return notFound(`The world "${name}" has been forgotten. Whoever names it in any other request gets a new one.`)
    return worldFor(mock.worlds, name)
  }
}

/** Whoever watches over the mock may come from anywhere. */
function isHealth(operation: ControlOperation | undefined): boolean {
  return operation?.id === 'health' || operation?.id === 'readiness'
}

function fits(template: readonly string[], segments: readonly string[]): boolean {
  return template.length === segments.length && template.every((part, index) => isParameter(part) || part === segments[index])
}

function parametersOf(template: readonly string[], segments: readonly string[]): Record<string, string> {
  const indexed = template.map((part, index) => [part, segments[index] ?? ''] as const)
  return Object.fromEntries(indexed.filter(([part]) => isParameter(part)).map(([part, value]) => [part.slice(1, -1), value]))
}

function isParameter(part: string): boolean {
  return part.startsWith('{')
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
