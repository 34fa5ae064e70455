import { spawn } from 'node:child_process'
import type { Socket } from 'node:net'
import { Interrupted, TargetError } from '../errors.ts'
import type { Door } from '../history/events.ts'
import { Case } from './case.ts'
import { garbage } from './calibration.ts'
import type { Cast, World } from './world.ts'
import { pause } from './world.ts'

/** How long a target may take to be there again, and how often it is asked, in ms. */
const patience = { longest: 60_000, every: 200 }
/** How much of what the command wrote on stderr is remembered, in characters. */
const longestWords = 4_000

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
    await pause(world, patience.every)
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

/** What it starts in the background may go on and hold its output open: the command is over when its shell is. */
async function run(command: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (words: string, cause?: unknown): void => {
      if (signal.aborted) reject(new Interrupted('The run was ended.', { cause }))
      else reject(new TargetError('UNREACHABLE', `--restart "${command}" failed: ${words.slice(0, 200)}`, { cause }))
    }
    const child = spawn(command, { shell: true, signal, timeout: patience.longest, stdio: ['ignore', 'ignore', 'pipe'] })
    let words = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (words = (words + text).slice(-longestWords)))
    child.on('error', (cause) => failed(cause.message, cause))
    child.on('exit', (code, killedBy) => {
      // Nor may it keep this process from its end.
      ;(child.stderr as Socket).unref()
      if (code === 0) resolve()
      // What it said last may still be on its way.
      else setTimeout(() => failed(words.trim() || (killedBy === null ? `it ended with code ${code}` : `it was ended by ${killedBy}`)), 100)
    })
  })
}
