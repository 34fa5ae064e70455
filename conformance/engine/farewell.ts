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

/** Revokes every token that is still live, the acting manager last; gives those that could not be. */
export async function cleanUp(world: World, cast: Cast, parallel: number): Promise<readonly Leftover[]> {
  const timeline = timelineOf(world.recorder.history())
  const alive = world.supply.issued.filter(
    ({ token }) =>
      token.kind !== 'expired' &&
      token !== cast.manager.token &&
      !Number.isFinite(timeline.life(token.alias)?.ack ?? Number.POSITIVE_INFINITY),
  )
  const leftovers: Leftover[] = []
  const revoke = async (actor: Actor, worker: number): Promise<void> => {
    const on = new Case(world, cast, 'cleanup', `cleanup#${worker}`)
    try {
      const { response, failure } = await on.revoke(actor, cast.manager)
      const self = response?.status === 201 ? undefined : (await on.revoke(actor, actor)).response
      if (response?.status === 201 || self?.status === 201 || self?.status === 401) return
      const reason = response === null ? (failure?.message ?? 'no answer') : `the target answers ${response.status} to its revocation`
      leftovers.push({ alias: actor.token.alias, reason })
    } finally {
      on.end()
    }
  }
  await inParallel(alive, parallel, revoke)
  await revoke(cast.manager, 0)
  return leftovers
}

/** Runs a task for each value, a few at a time. */
export async function inParallel<Value>(
  values: readonly Value[],
  parallel: number,
  task: (value: Value, worker: number) => Promise<void>,
): Promise<void> {
  const queue = values.values()
  const worker = async (number: number): Promise<void> => {
    for (const value of queue) await task(value, number)
  }
  await Promise.all(Array.from({ length: Math.min(parallel, values.length) }, (_, index) => worker(index + 1)))
}
