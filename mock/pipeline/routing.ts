import type { Contract } from '../../contract/index.ts'
import type { Refusal } from './refusal.ts'

/** One operation of the contract. */
export interface Operation {
  readonly path: string
  /** In upper case. */
  readonly method: string
  /** Whether it is the revocation, which has a state; the others are answered by stock Prism. */
  readonly revokes: boolean
}

/** Where a request leads: to an operation, with the id in its path, or nowhere. */
export type Place =
  | { readonly kind: 'operation'; readonly operation: Operation; readonly tokenId: string }
  | { readonly kind: 'nowhere'; readonly refusal: Refusal }

/** Finds the place for a method and a request target. */
export type Router = (method: string, target: string) => Place

/** A router for every operation of a contract. Path segments are compared decoded; a broken encoding stands for itself. */
export function routerOf(contract: Contract): Router {
  const routes = routesOf(contract)
  return (method, target) => {
    const segments = segmentsOf(target)
    const here = routes.filter((route) => matches(route.segments, segments))
    const route = here.find(({ operation }) => operation.method === method)
    if (route !== undefined) {
      return { kind: 'operation', operation: route.operation, tokenId: segments[route.segments.indexOf('{token_id}')] ?? '' }
    }
    if (here.length === 0) return nowhere({ because: 'path', status: 404, detail: 'Not Found' })
    const allow = [...new Set(here.map(({ operation }) => operation.method)), 'OPTIONS'].join(', ')
    return nowhere({ because: 'method', status: 405, detail: 'Method Not Allowed', headers: { allow } })
  }
}

interface Route {
  readonly operation: Operation
  readonly segments: readonly string[]
}

function nowhere(refusal: Refusal): Place {
  return { kind: 'nowhere', refusal }
}

const methods: ReadonlySet<string> = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'])

/** Fixed segments before templated ones, so that `/tokens/current` is not taken for an id. */
function routesOf(contract: Contract): Route[] {
  const paths = Object.entries((contract.document['paths'] ?? {}) as Record<string, Record<string, unknown>>)
  return paths
    .flatMap(([path, item]) =>
      Object.keys(item)
        .filter((method) => methods.has(method))
        .map((method) => ({
          operation: { path, method: method.toUpperCase(), revokes: path === contract.path && method === 'post' },
          segments: path.split('/'),
        })),
    )
    .toSorted((a, b) => templated(a) - templated(b))
}

function templated({ segments }: Route): number {
  return segments.filter(isTemplate).length
}

function isTemplate(segment: string): boolean {
  return segment.startsWith('{')
}

function matches(template: readonly string[], segments: readonly string[]): boolean {
  return template.length === segments.length && template.every((part, index) => isTemplate(part) || part === segments[index])
}

/** The decoded segments of a request target in origin or absolute form (RFC 9112 section 3.2). */
function segmentsOf(target: string): string[] {
  const path = target.replace(/^https?:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '')
  return path.split('/').map(decoded)
}

function decoded(segment: string): string {
  if (!segment.includes('%')) return segment
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
