import { givenContract } from '../../contract/index.ts'
import { createLane } from '../client/index.ts'
import { TargetError } from '../errors.ts'
import type { Exchange, HeaderFields, Selection } from '../history/events.ts'
import { Masker } from '../history/mask.ts'
import { Recorder } from '../history/recorder.ts'
import { suiteVersion } from '../version.ts'
import { assertReachable, garbage } from './calibration.ts'
import { Busy } from './busy.ts'
import { Case } from './case.ts'
import { cutShort } from './cut-short.ts'
import { inParallel } from './farewell.ts'
import type { KeptRun } from './kept-run.ts'
import type { LaneOptions } from '../client/lane-options.ts'
import { LanePool } from './lanes.ts'
import { Pace } from './pace.ts'
import type { RunEvent, RunResult } from './result.ts'
import { requirementsFor, resultOf } from './result-of.ts'
import { Silence } from './silence.ts'
import type { Actor } from './tokens.ts'
import { TokenSupply } from './tokens.ts'
import { unknownIds } from './unknown-ids.ts'
import { whyStopped } from './why-stopped.ts'
import type { World } from './world.ts'

export interface RecheckOptions {
  readonly target: string
  readonly kept: KeptRun
  readonly headers: HeaderFields
  readonly route?: Pick<LaneOptions, 'ca' | 'cert' | 'key' | 'proxy'> | undefined
  readonly propagation: number
  readonly requestTimeout: number
  readonly rate?: number | undefined
  readonly concurrency: number
  readonly signal: AbortSignal
}

/** How long the end of a run waits for answers, in ms. */
const graceOfAnswers = 2000

/** What can be said of tokens that were revoked long ago. */
export const recheckSelection: Selection = {
  only: ['finality/revoked-is-rejected', 'finality/stays-rejected', 'finality/rejected-with-401'],
  skip: [],
  allowUnexercised: ['finality/stays-rejected'],
}

/**
 * Tries every token that an earlier run revoked again. The earlier revocations stand at the head of the new history, so
 * that the same requirements judge it.
 *
 * Whatever keeps it from an end is the headline, with exit code 3; what was seen by then is judged.
 *
 * @throws TargetError `REFUSES_EVERYBODY` for a file without revoked tokens, before anything is sent.
 */
export async function recheck(options: RecheckOptions, listener: (event: RunEvent) => void): Promise<RunResult> {
  const { target, kept, concurrency } = options
  const requirements = requirementsFor({ selection: recheckSelection })
  listener({ kind: 'started', seed: kept.seed, profile: 'recheck', target, requirements, scenarios: ['recheck'] })
  const { world, actors } = remember(options, listener)
  const manager = actors[0]
  if (manager === undefined)
    throw new TargetError('REFUSES_EVERYBODY', 'The file of secrets holds no revoked token, so there is nothing to check again.')
  const cast = { control: manager, manager, outsider: undefined, expired: undefined }
  listener({ kind: 'phase', name: 'recheck', planned: actors.length })
  let stopped: string | undefined
  const forget = cutShort(world.lanes, world.signal, graceOfAnswers)
  try {
    await inParallel(actors, concurrency, async (actor, worker) => tryAgain(new Case(world, cast, 'recheck', `recheck#${worker}`), actor))
  } catch (error) {
    stopped = whyStopped(error, options)
  } finally {
    forget()
  }
  await world.lanes.close()
  world.recorder.event({
    kind: 'footer',
    at: world.clock(),
    complete: stopped === undefined,
    ...(stopped === undefined ? {} : { reason: stopped }),
  })
  const result = resultOf(world.recorder.history())
  listener({ kind: 'finished', result })
  return result
}

/** @throws TargetError `UNREACHABLE` when there is no connection. */
async function tryAgain(on: Case, actor: Actor): Promise<void> {
  try {
    assertReachable(await on.probe(garbage), on.lane().door)
    await on.probe(actor)
    await on.probe(garbage)
  } finally {
    on.end()
  }
}

/** A world whose history begins with what the earlier run proved, at negative times. */
function remember(
  { target, kept, headers, route = {}, propagation, requestTimeout, rate, signal }: RecheckOptions,
  listener: (event: RunEvent) => void,
): { world: World; actors: Actor[] } {
  const start = performance.now()
  const clock = (): number => performance.now() - start
  const now = Date.now()
  const masker = new Masker()
  const actors = kept.tokens.map(({ token, secret }) => ({ token, secret }))
  for (const { token, secret } of actors) masker.add(secret, token.alias)
  const door = { name: 'target', kind: 'target' as const, url: target.replace(/\/+$/, '') }
  const recorder = new Recorder(
    masker,
    {
      kind: 'header',
      version: 1,
      suite: suiteVersion,
      contractDigest: givenContract.digest,
      contractPath: givenContract.path,
      seed: kept.seed,
      profile: 'recheck',
      startedAt: new Date(now).toISOString(),
      doors: [door],
      propagation,
      requestTimeout,
      asked: { target, selection: recheckSelection },
      node: process.version,
    },
    (event) => listener({ kind: 'history', event }),
  )
  const ago = Date.parse(kept.startedAt) - now
  const earlier = (exchange: Exchange): Exchange => ({
    ...exchange,
    door: door.name,
    begin: exchange.begin + ago,
    end: exchange.end === null ? null : exchange.end + ago,
  })
  for (const { issued, exchanges } of kept.tokens) {
    recorder.event({ ...issued, begin: issued.begin + ago, end: issued.end + ago })
    for (const exchange of exchanges) recorder.recall(earlier(exchange))
  }
  let connections = 0
  const lanes = new LanePool((to) => createLane(to, { clock, connectionNumber: () => (connections += 1), headers, ...route }))
  const nobody = { limited: true, issue: async () => [], close: async () => {} }
  const world: World = {
    seed: kept.seed + now,
    doors: [door],
    contractPath: givenContract.path,
    recorder,
    masker,
    lanes,
    supply: new TokenSupply(nobody, recorder, masker, clock, { batch: 0, budget: 0, reserve: 0, signal }),
    pace: new Pace(rate, clock),
    silence: new Silence(),
    busy: new Busy(),
    clock,
    signal,
    requestTimeout,
    unknownId: unknownIds(now),
    destructive: false,
  }
  return { world, actors }
}
