import type { Contract } from '../../contract/index.ts'
import { uuidOf } from '../model/uuid.ts'
import type { Readings } from '../readings/readings.ts'
import type { Answer } from './answer.ts'
import { overlong, unlikeUuid } from './id-refusals.ts'
import type { Refusal } from './refusal.ts'
import { refusal } from './refusal.ts'
import type { Operation, Route } from './routes.ts'
import { routesOf, segmentsOf, withoutOrigin } from './routes.ts'

/** Where a request leads: to an operation, or to an answer that needs none. */
export type Place =
  | { readonly kind: 'operation'; readonly operation: Operation; readonly segments: readonly string[]; readonly tokenId: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'answered'; readonly answer: Answer }

/** Finds the place for a method and a request target. */
export type Router = (method: string, target: string) => Place

/** A router for every operation of a contract. Path segments are compared decoded; a broken encoding stands for itself. */
export function routerOf(contract: Contract, readings: Readings): Router {
  const routes = routesOf(contract)
  return find

  function find(method: string, target: string): Place {
    const segments = segmentsOf(target)
    const here = routes.filter((route) => route.matches(segments))
    if (here.length === 0) return slashed(method, target, segments)
    const route = here.find(({ operation }) => operation.method === method)
    if (route === undefined) return wrongMethod(method, here)
    const tokenId = segments[route.tokenIdAt] ?? ''
    const objection = route.operation.revokes ? idObjection(tokenId) : undefined
    return objection === undefined ? { kind: 'operation', operation: route.operation, segments, tokenId } : refused(objection)
  }

  function wrongMethod(method: string, here: readonly Route[]): Place {
    const allow = [...new Set(here.map(({ operation }) => operation.method)), 'OPTIONS'].join(', ')
    if (method === 'OPTIONS') {
      if (readings.options === '204' || readings.options === '200') return answered(Number(readings.options), { allow })
      return refused(withHeader(refusal('method', readings.options), { allow }))
    }
    const choice = here.some(({ operation }) => operation.revokes) ? readings['other-method'] : '405'
    if (choice === '200') return answered(200, {}, '{}')
    return refused(withHeader(refusal('method', choice), choice === '405' ? { allow } : {}))
  }

  /** A path that would lead somewhere without the slash at its end; any other leads nowhere. */
  function slashed(method: string, target: string, segments: readonly string[]): Place {
    const choice = readings['trailing-slash']
    const bare = target.replace(/\/(?=$|[?#])/, '')
    const isSlashed = segments.at(-1) === '' && bare !== target && routes.some((route) => route.matches(segmentsOf(bare)))
    if (!isSlashed || choice === '404') return refused({ because: 'path', status: 404, detail: 'Not Found' })
    if (choice === '201') return find(method, bare)
    if (choice === '405') return refused(withHeader(refusal('method', 405), { allow: 'OPTIONS' }))
    return answered(Number(choice), { location: withoutOrigin(bare) })
  }

  /** A router may know a path only with a UUID in it; it then refuses before it asks who is calling. */
  function idObjection(tokenId: string): Refusal | undefined {
    if (readings['id-check-order'] === 'credential-first') return undefined
    return overlong(tokenId, readings) ?? unlikeUuid(tokenId, uuidOf(tokenId), readings)
  }
}

function refused(why: Refusal): Place {
  return { kind: 'refused', refusal: why }
}

function answered(status: number, headers: Readonly<Record<string, string>>, body = ''): Place {
  return { kind: 'answered', answer: { status, headers: body === '' ? headers : { ...headers, 'content-type': 'application/json' }, body } }
}

function withHeader(why: Refusal, headers: Readonly<Record<string, string>>): Refusal {
  return { ...why, headers: { ...why.headers, ...headers } }
}
