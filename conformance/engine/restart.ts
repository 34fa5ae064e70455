import { exec } from 'node:child_process'
import { Interrupted, TargetError } from '../errors.ts'
import type { Door } from '../history/events.ts'
import { Case } from './case.ts'
import { garbage } from './calibration.ts'
import type { Cast, World } from './world.ts'

/** How long a target may take to be there again, and how often it is asked, in ms. */
const patience = { longest: 60_000, every: 200 }

/**
 * Runs the command that restarts the target, and waits until every door refuses garbage and accepts the control again; only
 * then do answers prove anything (rule 10).
 *
 * @throws TargetError `UNREACHABLE` when the command fails or the target does not come back.
 */
export async function restart(world: World, cast: Cast, command: string): Promise<void> {
  const begin = world.clock()
  await run(command, world.signal)
  world.recorder.event({ kind: 'restart', begin, end: world.clock() })
  const until = world.clock() + patience.longest
  while (world.clock() < until) {
    const on = new Case(world, cast, 'control', 'control#restart')
    try {
      if (await areSettled(world.doors, cast, on)) return
    } finally {
      on.end()
    }
    await new Promise((resolve) => setTimeout(resolve, patience.every))
  }
  throw new TargetError('UNREACHABLE', `The target did not come back within ${patience.longest / 1000} s of --restart "${command}".`)
}

/** Garbage goes first: a gateway whose service is not back yet may answer 404 to anybody. */
async function areSettled(doors: readonly Door[], cast: Cast, on: Case): Promise<boolean> {
  for (const door of doors) {
    const refused = await on.probe(garbage, on.lane(0, door))
    const alive = await on.probe(cast.control, on.lane(0, door))
    const status = alive.response?.status ?? 0
    const isAlive = door.kind === 'probe' ? status >= 200 && status < 300 : status === 403 || status === 404
    if (refused.response?.status !== 401 || !isAlive) return false
  }
  return true
}

async function run(command: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    exec(command, { signal, timeout: patience.longest }, (error, _, stderr) => {
      if (error === null) resolve()
      else if (signal.aborted) reject(new Interrupted('The run was ended.', { cause: error }))
      else
        reject(
          new TargetError('UNREACHABLE', `--restart "${command}" failed: ${(stderr.trim() || error.message).slice(0, 200)}`, {
            cause: error,
          }),
        )
    })
  })
}
