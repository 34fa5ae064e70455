import { setTimeout as sleep } from 'node:timers/promises'
import type { Lane, WireRequest } from '../client/wire.ts'
import { Interrupted } from '../errors.ts'
import type { Door, Exchange } from '../history/events.ts'
import type { Masker } from '../history/mask.ts'
import { memoized } from '../history/memo.ts'
import type { Recorder, Sender } from '../history/recorder.ts'
import { headerOf } from '../interpretation/answer.ts'
import type { Busy } from './busy.ts'
import type { LanePool } from './lanes.ts'
import { wasLostOnReuse } from './lost-on-reuse.ts'
import type { Pace } from './pace.ts'
import type { Silence } from './silence.ts'
import type { Actor, TokenSupply } from './tokens.ts'

/** The tokens that act again and again, and that no case may revoke. */
export interface Cast {
  /** Never acts; only probed, to see that the target still lets live credentials in (rule 11). */
  readonly control: Actor
  readonly manager: Actor
  readonly outsider: Actor | undefined
  readonly expired: Actor | undefined
}

/** All that the cases of one run share. */
export interface World {
  readonly seed: number
  readonly doors: readonly Door[]
  readonly contractPath: string
  readonly recorder: Recorder
  readonly masker: Masker
  readonly lanes: LanePool
  readonly supply: TokenSupply
  readonly pace: Pace
  readonly silence: Silence
  readonly busy: Busy
  readonly clock: () => number
  readonly signal: AbortSignal
  /** Longest wait for one answer, in ms; grows when calibration finds a slow target. */
  readonly requestTimeout: number
  readonly unknownId: (like?: string) => string
  /** Whether requests may be sent that could wipe a careless system. */
  readonly destructive: boolean
}

/** How often a request that was told to wait is sent, and the longest wait that is honoured, in ms. */
const patience = { attempts: { 429: 4, 503: 2 }, longest: 10_000 }

/**
 * Sends one request and records it. A 429, and a 503 that says when to come back, is sent again after its `Retry-After`, as
 * an exchange of its own each time; so is, once, what was lost without a byte on a reused connection (rule 9), and the first
 * request of a run that nothing came of. What comes back is the last attempt.
 *
 * @param meanwhile Asks what a 503 has done, before the request is sent again: it may have had its effect (I8).
 * @throws Interrupted when the run was ended.
 */
export async function send(
  world: World,
  lane: Lane,
  sender: Omit<Sender, 'door'>,
  request: Omit<WireRequest, 'timeout'>,
  meanwhile: () => Promise<unknown> = async () => {},
): Promise<Exchange> {
  let lost = false
  for (let attempt = 1, cameBack = false; ; attempt += 1) {
    const exchange = await sendOnce(world, lane, sender, request)
    if (cameBack) world.busy.cameBack(exchange)
    const wait = retryAfter(exchange, attempt)
    cameBack = wait !== undefined && exchange.response?.status === 503
    if (wait !== undefined && !(cameBack && world.busy.isHopeless)) {
      await pause(world, wait)
      if (cameBack) await meanwhile()
      continue
    }
    if (!lost && (wasLostOnReuse(exchange) || world.silence.isAlone(exchange)) && request.abortAfter === undefined) {
      lost = true
      continue
    }
    return exchange
  }
}

/** Sends one request exactly once, and records it. */
export async function sendOnce(
  world: World,
  lane: Lane,
  sender: Omit<Sender, 'door'>,
  request: Omit<WireRequest, 'timeout'>,
): Promise<Exchange> {
  if (world.pace.holdsBack) await world.pace.turn(world.signal)
  return sendNow(world, lane, sender, request)
}

/** Sends one request exactly once, whose turn it is, and records it. */
export async function sendNow(
  world: World,
  lane: Lane,
  sender: Omit<Sender, 'door'>,
  request: Omit<WireRequest, 'timeout'>,
): Promise<Exchange> {
  if (world.signal.aborted) throw new Interrupted('The run was ended.')
  const whole = { ...request, timeout: world.requestTimeout * world.silence.patience }
  const outcome = await lane.send(whole)
  const exchange = world.recorder.exchange({ ...sender, door: lane.door.name }, whole, outcome)
  world.busy.note({ door: lane.door, request, exchange })
  world.silence.note(exchange)
  return exchange
}

/** @throws Interrupted when the run was ended meanwhile. */
export async function pause(world: Pick<World, 'signal'>, ms: number): Promise<void> {
  try {
    await sleep(ms, undefined, { signal: world.signal })
  } catch (cause) {
    throw new Interrupted('The run was ended.', { cause })
  }
}

/** The path of the revoke operation at a door, the id put in as it is. */
export function pathAt(world: Pick<World, 'contractPath'>, door: Door, id: string): string {
  return prefixOf(door) + world.contractPath.replace('{token_id}', () => id)
}

const prefixOf = memoized(({ url }: Door): string => new URL(url).pathname.replace(/\/+$/, ''))

/** How long to wait before the next attempt, in ms; `undefined`: there is to be none. */
function retryAfter({ response }: Exchange, attempt: number): number | undefined {
  if (response === null || !isTold(response.status) || attempt >= patience.attempts[response.status]) return undefined
  const after = headerOf(response.headers, 'retry-after')
  const told = after === undefined ? Number.NaN : millisecondsIn(after, headerOf(response.headers, 'date') ?? '')
  if (response.status === 429) return Math.min(patience.longest, Math.max(50, Number.isNaN(told) ? 500 : told))
  // One that comes too early would be refused rightly, and two refusals convict (rule 9).
  return told <= patience.longest ? Math.max(1000, told) : undefined
}

function isTold(status: number): status is keyof typeof patience.attempts {
  return status in patience.attempts
}

/** `Retry-After` in ms: seconds, or a date by the clock of the target; `NaN` for anything else. */
function millisecondsIn(after: string, date: string): number {
  return /^\d+(?:\.\d+)?$/.test(after) ? Number(after) * 1000 : Date.parse(after) - Date.parse(date)
}
