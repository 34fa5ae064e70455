import type { IHttpConfig, IHttpRequest, PrismHttpInstance } from '@stoplight/prism-http'
import type { Contract } from '../../contract/index.ts'
import type { Answer } from './answer.ts'
import { json } from './answer.ts'
import { isLeft } from './either.ts'
import type { Exchange } from './exchange.ts'
import type { Incoming } from './incoming.ts'
import { valuesOf } from './incoming.ts'
import { silent } from './silent-logger.ts'
import type { Preferences } from './preferences.ts'
import { preferenceProblem } from './preferences.ts'
import type { Entry, Refusal } from './refusal.ts'
import { isRefusal, refusal } from './refusal.ts'

/** Answers with what the document says, as Prism does, without any state. */
export interface StockPrism {
  /** A refusal where Prism refuses; its problem+json is left behind. */
  answer(exchange: Exchange, preferences: Preferences | undefined): Promise<Answer | Refusal>
}

/**
 * Stock `@stoplight/prism-http`, imported with the first request that needs it: that costs a second and 80 MB.
 *
 * @param seed Makes `dynamic=true` reproducible; each request gets a seed of its own, since Prism repeats one body for one.
 */
export function stockPrism(contract: Contract, seed: number): StockPrism {
  let loading: Promise<Loaded> | undefined
  let served = 0

  return {
    async answer(exchange, preferences) {
      const { prism, operations } = await (loading ??= load(contract))
      const { place, caller } = exchange
      if (place.kind !== 'operation') throw new Error('Only operations are answered by Prism.')
      const operation = operations.filter(
        (known) => known.path === place.operation.path && known.method === place.operation.method.toLowerCase(),
      )
      const choices = toConfig(preferences, `${seed}:${(served += 1)}`)
      if (isRefusal(choices)) return choices
      // The revocation has been checked by its own components; of others, what is ours to check is who calls.
      const isOurs = place.operation.revokes
      const isLetIn = place.operation.demand !== 'other' && caller !== undefined && !isRefusal(caller)
      const outcome = await prism.request(toInput(exchange.request, place.segments), operation, {
        checkSecurity: !isOurs && !isLetIn,
        validateRequest: !isOurs,
        validateResponse: false,
        errors: false,
        upstreamProxy: undefined,
        isProxy: false,
        mock: choices,
      })()
      if (isLeft(outcome)) return refusalOf(outcome.left)
      const { output, validations } = outcome.right
      return validations.input.length > 0 ? invalid(output.statusCode, validations.input) : answerOf(output)
    },
  }
}

interface Loaded {
  readonly prism: PrismHttpInstance
  readonly operations: Parameters<PrismHttpInstance['request']>[1]
}

async function load(contract: Contract): Promise<Loaded> {
  const { createInstance, getHttpOperationsFromSpec } = await import('@stoplight/prism-http')
  // Prism resolves the references in place.
  const operations = await getHttpOperationsFromSpec(structuredClone(contract.document) as object)
  const config: IHttpConfig = { ...defaults, mock: { dynamic: false } }
  return { operations, prism: createInstance(config, { logger: silent }) }
}

const defaults = {
  checkSecurity: true,
  validateRequest: true,
  validateResponse: false,
  errors: false,
  upstreamProxy: undefined,
  isProxy: false,
} as const

type MockConfig = Extract<IHttpConfig, { isProxy: false }>['mock']

function toConfig(preferences: Preferences = {}, seed: string): MockConfig | Refusal {
  const problem = preferenceProblem(preferences)
  if (problem !== undefined) return problem
  const { code, example, dynamic } = preferences
  return {
    dynamic: dynamic === 'true',
    seed,
    ...(code === undefined ? {} : { code: Number(code) }),
    ...(example === undefined ? {} : { exampleKey: example }),
  }
}

/** Every segment is encoded anew, because Prism's process ends over a broken encoding (`%ZZ`). */
function toInput(request: Incoming, segments: readonly string[]): IHttpRequest {
  const query = new URLSearchParams(request.target.split('?')[1] ?? '')
  const headers: Record<string, string> = {}
  for (let at = 0; at + 1 < request.headers.length; at += 2)
    headers[(request.headers[at] ?? '').toLowerCase()] = request.headers[at + 1] ?? ''
  return {
    method: request.method.toLowerCase() as IHttpRequest['method'],
    url: {
      path: segments.map(encodeURIComponent).join('/'),
      query: Object.fromEntries([...new Set(query.keys())].map((key) => [key, one(query.getAll(key))])),
    },
    headers,
    body: bodyOf(request),
  }
}

function one(values: string[]): string | string[] {
  return values.length === 1 ? (values[0] ?? '') : values
}

function bodyOf(request: Incoming): unknown {
  if (request.body.length === 0) return undefined
  const text = new TextDecoder().decode(request.body)
  if (!/json/i.test(valuesOf(request, 'content-type')[0] ?? '')) return text
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

function refusalOf(error: Error & { status?: number; detail?: string; additional?: unknown }): Refusal {
  const { status = 400, detail = error.message } = error
  const { validation = [] } = (error.additional ?? {}) as { validation?: readonly Violation[] }
  if (status === 422) return { because: 'schema', status, detail: validation.map(entryOf) }
  return status === 401 ? refusal('credential', 401) : { because: 'schema', status, detail }
}

interface Violation {
  readonly path?: readonly string[]
  readonly location?: readonly string[]
  readonly code?: number | string
  readonly message: string
}

/** Prism answers a bad request with the document's example; what is truly wrong is in the diagnostics. */
function invalid(status: number, violations: readonly Violation[]): Refusal {
  if (status === 401) return refusal('credential', 401)
  return status === 422
    ? { because: 'schema', status, detail: violations.map(entryOf) }
    : { because: 'schema', status, detail: violations.map(({ message }) => message).join('; ') }
}

function entryOf({ path, location, code, message }: Violation): Entry {
  return { type: String(code ?? 'value_error'), loc: [...(path ?? location ?? [])], msg: message }
}

function answerOf({ statusCode, headers = {}, body }: { statusCode: number; headers?: Record<string, unknown>; body?: unknown }): Answer {
  const entries = Object.entries(headers).filter(([, value]) => value !== null && value !== undefined)
  const own = Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), String(value).replaceAll(/[^\t\x20-\x7e]/g, ' ')]))
  if (body === undefined) return { status: statusCode, headers: own, body: '' }
  if (typeof body === 'string' && !/json/i.test(own['content-type'] ?? '')) return { status: statusCode, headers: own, body }
  return json(statusCode, body, own)
}
