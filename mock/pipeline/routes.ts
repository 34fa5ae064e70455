import type { Contract } from '../../contract/index.ts'
import type { Demand } from './security.ts'
import { demandOf } from './security.ts'

/** One operation of the contract. */
export interface Operation {
  /** The path template. */
  readonly path: string
  /** In upper case. */
  readonly method: string
  /** Whether it is the revocation, which has a state; the others are answered by stock Prism. */
  readonly revokes: boolean
  readonly demand: Demand
}

/** An operation and how to recognise its path. */
export interface Route {
  readonly operation: Operation
  /** The index of the segment that holds the id; -1 where there is none. */
  readonly tokenIdAt: number
  matches(segments: readonly string[]): boolean
}

/** The routes of a contract; fixed segments before templated ones, so that `/tokens/current` is not taken for an id. */
export function routesOf(contract: Contract): Route[] {
  const paths = Object.entries((contract.document['paths'] ?? {}) as Record<string, Record<string, Record<string, unknown>>>)
  return paths
    .toSorted(([a], [b]) => a.split('{').length - b.split('{').length)
    .flatMap(([path, item]) => {
      const template = path.split('/')
      return Object.entries(item)
        .filter(([key]) => methods.has(key))
        .map(([key, details]) => {
          const revokes = path === contract.path && key === 'post'
          const demand = revokes ? 'token' : demandOf(contract.document, details)
          return {
            operation: { path, method: key.toUpperCase(), revokes, demand },
            tokenIdAt: template.indexOf('{token_id}'),
            matches: (segments) => fits(template, segments),
          }
        })
    })
}

const methods: ReadonlySet<string> = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'])

function fits(template: readonly string[], segments: readonly string[]): boolean {
  return (
    template.length === segments.length &&
    template.every((part, index) => (part.startsWith('{') ? segments[index] !== '' : part === segments[index]))
  )
}

/** The decoded segments of a request target's path; one whose encoding is broken stands for itself. */
export function segmentsOf(target: string): string[] {
  const path = withoutOrigin(target)
  const end = path.search(/[?#]/)
  const segments = (end === -1 ? path : path.slice(0, end)).split('/')
  return path.includes('%') ? segments.map(decoded) : segments
}

/** A request target without the scheme and authority it has in absolute form (RFC 9112 section 3.2.2). */
export function withoutOrigin(target: string): string {
  return target.startsWith('/') ? target : target.replace(/^https?:\/\/[^/?#]*/i, '')
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
