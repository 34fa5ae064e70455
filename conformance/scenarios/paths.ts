import fc from 'fast-check'
import type { Case, RequestPlan } from '../engine/case.ts'
import type { Actor } from '../engine/tokens.ts'
import { listParts, withParts } from './parts.ts'
import { form, multipart } from './plans/bodies.ts'
import { segmentFor } from './plans/ids.ts'
import type { Scenario } from './scenario.ts'
import { scenario } from './scenario.ts'

const variants = [
  'trailing slash',
  'double slash',
  'encoded letter',
  'dot segment',
  'upper case',
  'query',
  'fragmentless hash',
  'OPTIONS',
  'override header',
  'override query',
  'override body',
] as const
type Variant = (typeof variants)[number]

/** Near misses of the contract's path and method. */
export const paths: Scenario = scenario<Variant>({
  id: 'paths',
  title: 'Near misses of path and method',
  runs: { quick: 0, standard: 20, certification: 60 },
  examples: ['override header'],
  variations: variants.filter((variant) => variant !== 'override header'),
  inputs: fc.constantFrom(...variants),
  run: async (variant, on) => {
    const token = await on.take('revocable')
    await on.probe(token)
    const { response } = await on.send({ by: on.cast.manager, ...requestFor(variant, on.pathOf(token)) })
    await on.probe(token)
    if (response?.status !== 201) await on.revoke(token, on.cast.manager)
  },
})

/** Where routers and filters are most often of two minds about what they guard. */
const backDoors = [
  'trailing slash',
  'double slash',
  'encoded letter',
  'dot segment',
  'upper case',
  'other case of the id',
  'override header',
  'form',
  'multipart',
] as const
type BackDoor = (typeof backDoors)[number]

const strangers = ['nobody', 'outsider', 'revoked'] as const

interface Way {
  readonly by: (typeof strangers)[number]
  readonly door: BackDoor
}

/** Near misses of what a guard knows, by those who may not revoke. */
export const backDoorsScenario: Scenario = scenario<readonly Way[]>({
  id: 'back-doors',
  title: 'Ways around the guard',
  runs: { quick: 0, standard: 4, certification: 20 },
  examples: strangers.map((by) => backDoors.map((door) => ({ by, door }))),
  inputs: withParts(
    fc.array(fc.record({ by: fc.constantFrom(...strangers), door: fc.constantFrom(...backDoors) }), { minLength: 1, maxLength: 9 }),
    listParts,
  ),
  run: async (ways, on) => {
    const token = await on.take('revocable')
    await on.probe(token)
    const revoked = ways.some(({ by }) => by === 'revoked') ? await fallen(on) : undefined
    for (const { by, door } of ways) {
      const bearer = { nobody: [], outsider: on.cast.outsider, revoked }[by]
      if (bearer !== undefined) await on.send({ by: bearer, ...unguarded(door, token, on) })
    }
    await on.probe(token)
    await on.revoke(token, on.cast.manager)
    await on.probe(token)
  },
})

/** A manager that has been revoked. */
async function fallen(on: Case): Promise<Actor> {
  const manager = await on.take('manager')
  await on.probe(manager)
  await on.revoke(manager, on.cast.manager)
  return manager
}

function unguarded(door: BackDoor, token: Actor, on: Case): RequestPlan {
  switch (door) {
    case 'other case of the id':
      return { id: segmentFor(on, { kind: 'spelling', how: 'upper' }, token) ?? on.unknownId() }
    case 'form':
      return { of: token, body: form('reason=leaked') }
    case 'multipart':
      return { of: token, body: multipart }
    case 'trailing slash':
    case 'double slash':
    case 'encoded letter':
    case 'dot segment':
    case 'upper case':
    case 'override header':
    default:
      return requestFor(door, on.pathOf(token))
  }
}

function requestFor(variant: Variant, path: string): RequestPlan {
  const plans: Readonly<Record<Variant, RequestPlan>> = {
    'trailing slash': { path: `${path}/` },
    'double slash': { path: path.replace('/tokens/', '//tokens/') },
    'encoded letter': { path: path.replace('/tokens/', '/t%6Fkens/') },
    'dot segment': { path: path.replace('/tokens/', '/tokens/./') },
    'upper case': { path: path.replace('/tokens/', '/Tokens/') },
    query: { path, query: 'reason=from%20the%20query&unused=' },
    'fragmentless hash': { path: `${path}%23` },
    OPTIONS: {
      path,
      method: 'OPTIONS',
      headers: [['Origin', 'http://localhost:3000'] as const, ['Access-Control-Request-Method', 'POST'] as const],
    },
    'override header': { path, method: 'GET', headers: [['X-HTTP-Method-Override', 'POST'] as const] },
    'override query': { path, method: 'GET', query: '_method=POST' },
    'override body': { path, method: 'PUT', body: form('_method=POST') },
  }
  return plans[variant]
}
