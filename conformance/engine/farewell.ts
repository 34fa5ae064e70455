import type { Leftover } from '../history/events.ts'
import { timelineOf } from '../history/timeline.ts'
import { Case } from './case.ts'
import type { Actor } from './tokens.ts'
import type { Cast, World } from './world.ts'

/** Probes every token of the run once more: the dead stay dead, the untouched live on. */
export async function sweep(world: World, cast: Cast, parallel: number): Promise<void> {
  const timeline = timelineOf(world.recorder.history())
  const everybody = world.supply.issued.filter(
    ({ token }) => (timeline.life(token.alias)?.uses.length ?? 0) > 0 || world.supply.controls.some((control) => control.token === token),
  )
  await inParallel(everybody, parallel, async (actor, worker) => {
    const on = new Case(world, cast, 'sweep', `sweep#${worker}`)
    try {
      await on.probe(actor)
      await on.probeOtherDoors(actor)
    } finally {
      on.end()
    }
  })
}

/** Longest clean-up, in ms: what always may be, and what a low rate may add. */
const patience = { least: 15_000, most: 600_000 }

/**
 * How long a clean-up may take, in ms: 15 s, and at a rate two requests for each token that is left, up to ten minutes.
 *
 * @param left Tokens that are to be revoked.
 * @param concurrency Requests that an interrupted run may have lined up before.
 * @param rate Requests a second; `undefined`: no limit.
 */
export function timeFor({ left, concurrency, rate }: { left: number; concurrency: number; rate?: number | undefined }): number {
  const requests = left * 2 + concurrency
  return Math.min(patience.most, patience.least + (rate === undefined ? 0 : (requests * 1000) / rate))
}

/** Tokens whose revocation nobody acknowledged and that have not expired. */
export function stillAlive(world: World): readonly Actor[] {
  const history = world.recorder.history()
  const timeline = timelineOf(history)
  const now = Date.parse(history.header.startedAt) + world.clock()
  return world.supply.issued.filter(
    ({ token }) =>
      token.kind !== 'expired' &&
      !(token.expiresAt !== undefined && Date.parse(token.expiresAt) <= now) &&
      !Number.isFinite(timeline.life(token.alias)?.ack ?? Number.POSITIVE_INFINITY),
  )
}

/** How a clean-up went. */
export interface CleanUp {
  /** Tokens that may live on. */
  readonly leftovers: readonly Leftover[]
  /** What cut it short, if anything did. */
  readonly problem: string | undefined
}

/** Revokes every token that is still live, the acting manager last. Never rejects: what could not be revoked is left over. */
export async function cleanUp(world: World, cast: Cast, parallel: number): Promise<CleanUp> {
  const refused = new Map<string, string>()
  const gone = new Set<string>()
  let problem: string | undefined
  const revoke = async (actor: Actor, worker: number): Promise<void> => {
    const { alias } = actor.token
    const on = new Case(world, cast, 'cleanup', `cleanup#${worker}`)
    try {
      const { response, failure } = await on.revoke(actor, cast.manager)
      if (response?.status === 201) return
      refused.set(alias, response === null ? (failure?.message ?? 'no answer') : `the target answers ${response.status} to its revocation`)
      const self = (await on.revoke(actor, actor)).response
      // Its own credential is refused: it is dead, however it died.
      if (self?.status === 401) gone.add(alias)
    } catch (error) {
      problem ??= error instanceof Error ? error.message : String(error)
    } finally {
      on.end()
    }
  }
  await inParallel(
    stillAlive(world).filter(({ token }) => token !== cast.manager.token),
    parallel,
    revoke,
  )
  await revoke(cast.manager, 0)
  const leftovers = stillAlive(world)
    .map(({ token }) => token.alias)
    .filter((alias) => !gone.has(alias))
    .map((alias) => ({ alias, reason: refused.get(alias) ?? 'the clean-up was cut short' }))
  return { leftovers, problem }
}

/**
 * Runs a task for each value, a few at a time. At the first failure no other begins.
 *
 * @throws the first failure, once everything that was under way has ended.
 */
export async function inParallel<Value>(
  values: readonly Value[],
  parallel: number,
  task: (value: Value, worker: number) => Promise<void>,
): Promise<void> {
  const queue = values.values()
  const failures: unknown[] = []
  const worker = async (number: number): Promise<void> => {
    for (const value of queue) {
      try {
        await task(value, number)
      } catch (error) {
        failures.push(error)
      }
      if (failures.length > 0) return
    }
  }
  await Promise.all(Array.from({ length: Math.min(parallel, values.length) }, (_, index) => worker(index + 1)))
  if (failures.length > 0) throw failures[0]
}
