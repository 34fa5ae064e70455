import { givenContract } from '../../contract/index.ts'
import { createLane } from '../client/index.ts'
import type { Asked, Door, HistoryEvent } from '../history/events.ts'
import { Masker } from '../history/mask.ts'
import { Recorder } from '../history/recorder.ts'
import { suiteVersion } from '../version.ts'
import type { CheckOptions } from './check-options.ts'
import { Busy } from './busy.ts'
import { LanePool } from './lanes.ts'
import { Pace } from './pace.ts'
import { profiles } from './profiles.ts'
import { rerun } from './rerun.ts'
import { Silence } from './silence.ts'
import { TokenSupply } from './tokens.ts'
import { unknownIds } from './unknown-ids.ts'
import type { World } from './world.ts'

/** What of a world the run itself keeps in hand. */
export interface Reins {
  readonly doors: readonly Door[]
  /** Milliseconds since the run began. */
  readonly clock: () => number
  /** Ends everything that is under way. */
  readonly signal: AbortSignal
  /** The longest wait for an answer, in ms, which calibration may lengthen. */
  readonly timeout: { readonly ms: number }
  readonly onEvent: (event: HistoryEvent) => void
}

/** A world for one run: nothing has been sent yet, and the history holds its header. */
export function createWorld(options: CheckOptions, { doors, clock, signal, timeout, onEvent }: Reins): World {
  const { seed, profile, propagation, requestTimeout, rate, provisioner, destructive, challenge } = options
  const { batch, tokens, reserve } = profiles[profile]
  const masker = new Masker()
  const header = {
    kind: 'header',
    version: 1,
    suite: suiteVersion,
    contractDigest: givenContract.digest,
    contractPath: givenContract.path,
    seed,
    profile,
    startedAt: new Date(Date.now() - clock()).toISOString(),
    doors,
    propagation,
    requestTimeout,
    asked: askedIn(options),
    node: process.version,
    ...(challenge === undefined ? {} : { challenge }),
  } as const
  const recorder = new Recorder(masker, header, onEvent)
  return {
    seed,
    doors,
    contractPath: givenContract.path,
    recorder,
    masker,
    lanes: lanesOf(options, recorder, clock),
    supply: new TokenSupply(provisioner, recorder, masker, clock, { batch, budget: tokens, reserve, signal }),
    pace: new Pace(rate, clock),
    silence: new Silence(),
    busy: new Busy(),
    clock,
    signal,
    get requestTimeout() {
      return timeout.ms
    },
    unknownId: unknownIds(seed),
    destructive,
  }
}

function askedIn(options: CheckOptions): Asked {
  const { target, selection, expect, baseline, replay, seed } = options
  return {
    target,
    selection,
    ...(expect === undefined ? {} : { expect }),
    ...(baseline === undefined ? {} : { baseline }),
    ...(replay === undefined ? {} : { replay: true }),
    again: rerun(options, { seed }),
  }
}

function lanesOf({ headers, route }: CheckOptions, recorder: Recorder, clock: () => number): LanePool {
  let connections = 0
  return new LanePool((door, number, http2 = number % 2 === 1) =>
    createLane(door, {
      // Where the target speaks HTTP/2, every other lane does.
      allowH2: http2,
      clock,
      connectionNumber: () => (connections += 1),
      onConnection: (notice) => recorder.event(notice),
      headers,
      ...route,
      ...(door.address === undefined ? {} : { address: door.address }),
    }),
  )
}
