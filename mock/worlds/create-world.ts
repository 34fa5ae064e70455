import { checkOrders } from '../answers/check-orders.ts'
import { forcedAnswers } from '../answers/forced-answers.ts'
import type { ForcedAnswerOrder, ResetPart, Switches, TimeChange } from '../control/generated/types.ts'
import { entriesOf, itemOf, registryOf } from '../control/registry.ts'
import { MockError } from '../errors.ts'
import type { Handler } from '../http/handler.ts'
import { described } from '../journal/describe.ts'
import type { WorldsNews } from '../journal/events.ts'
import { eventsOf } from '../journal/events.ts'
import { journalOf } from '../journal/journal.ts'
import type { LogLimits } from '../journal/log.ts'
import { logOf } from '../journal/log.ts'
import { base64url } from '../model/mint.ts'
import type { RandomBytes } from '../model/random.ts'
import { seededBytes } from '../model/random.ts'
import { mapped } from '../model/seeds.ts'
import type { MaybePromise, WorldStore } from '../store/store.ts'
import { defaultWorld } from '../store/store.ts'
import { answersOf } from './answers.ts'
import { archiveOf } from './archive.ts'
import type { Behaviour, Served } from './behaviour.ts'
import { behaviourOf } from './behaviour.ts'
import { timeOf, worldClock } from './clock.ts'
import { interceptionOf } from './interception.ts'
import { lastingWorld } from './lasting-world.ts'
import type { Opening } from './opening.ts'
import { serverOf } from './server.ts'
import { snapshotsOf } from './snapshots.ts'
import { switchboardOf } from './switchboard.ts'
import { tokensOf } from './tokens.ts'
import type { World } from './world.ts'

/** A world, and what its mock does with it. */
export interface RunningWorld {
  readonly world: World
  /** Puts in what it starts with, as `Registry.start`. Call it once, before the first request. */
  readonly start: (startsOver?: boolean) => Promise<void>
  /** Answers requests to the contract. */
  readonly handler: Handler
  readonly behaviour: () => Behaviour
  /** Answers by what is served now; faults forget what they remember. */
  renew(): void
  /** Milliseconds since 1970, by its own clock. */
  readonly now: () => number
  /** How many requests it has answered. */
  readonly requests: number
  /** Lets whoever listens to it hear what is new of the worlds. */
  readonly nudge: () => void
  /** Ends its events, and the waiting of whoever waits for an entry. */
  readonly close: () => void
  /** As `close`, and tells that the world has been forgotten. */
  readonly forget: () => void
}

export interface WorldOptions {
  readonly name: string
  readonly served: () => Served
  readonly store: WorldStore
  readonly seed: number
  readonly opening: Opening
  /** The time of the machine, in milliseconds since 1970. */
  readonly machine: () => number
  readonly random: RandomBytes
  readonly digest: (secret: string) => MaybePromise<string>
  /** How it starts, and what a reset goes back to. */
  readonly start: { readonly switches: Switches; readonly time: TimeChange; readonly answers: readonly ForcedAnswerOrder[] }
  readonly limits: LogLimits
  /** Holds an answer back for so many ms. */
  readonly pause: (milliseconds: number) => Promise<void>
  /** The header that tells a client whom it talks to. */
  readonly header: Readonly<Record<string, string>>
  /** Names this life of the mock. */
  readonly life: string
  readonly worlds: WorldsNews
}

const everyPart: readonly ResetPart[] = ['tokens', 'switches', 'answers', 'time', 'journal']

/** A world, not yet started. */
export function createWorld(options: WorldOptions): RunningWorld {
  const { name, served, seed, opening, random, digest, start, header, pause, life, worlds } = options
  const { seeds } = opening
  const log = logOf(options.limits)
  const clock = worldClock(options.machine, start.time)
  const { now } = clock
  const begin = async (): Promise<void> => {
    if (!isGone) await options.store.start(await entriesOf(opening.tokensAt(now()), digest))
  }
  // The first world cannot be removed; where all of a store was lost, its tokens do not come back to life.
  const store = name === defaultWorld ? options.store : lastingWorld(options.store, begin)
  const registry = registryOf({ store, opening, random, clock: now, digest })
  const waiting = forcedAnswers()
  const intercept = interceptionOf({ answers: waiting, store, now, behaviour: () => board.behaviour(), standIn: seeds.revocable[0].token })
  const chance = seededBytes(seed)
  const bench = { store, clock: now, random, digest, chance, intercept }
  const board = switchboardOf(start.switches, (switches) => behaviourOf(switches, { ...bench, ...served() }), log)
  const { behaviour } = board
  const archive = archiveOf(seeds, () => served().contract)
  const idOf = (token: string): Promise<string | undefined> =>
    registry.find(token).then(
      ({ id }) => id,
      // A store that cannot answer has not said that there is no such token.
      (error: unknown) => (error instanceof MockError ? undefined : Promise.reject(error)),
    )
  const answers = answersOf(waiting, log, idOf)
  const time = timeOf(clock, log)
  const journal = journalOf({ log, reader: archive, idOf })
  const shownIn = { log, epoch: `${life}.${base64url(random(6))}`, worlds, answers: () => answers.list(), isGone: () => isGone }
  let isGone = false
  const forceAll = async (): Promise<void> => {
    for (const order of start.answers) await answers.force(order)
  }
  const resets: Readonly<Record<ResetPart, () => unknown>> = {
    async tokens() {
      board.renew()
      archive.forget()
      await registry.reset()
      log.change('tokens', { change: 'replaced' })
    },
    switches: board.reset,
    async answers() {
      answers.forget()
      await forceAll()
    },
    time: () => {
      clock.reset()
      log.change('time', clock.time())
    },
    journal: journal.clear,
  }
  const world: World = {
    name,
    tokens: mapped(seeds, itemOf),
    ...tokensOf(registry, log, now),
    snapshots: snapshotsOf(store, log, registry.ready),
    switches: board.switches,
    time,
    answers,
    journal,
    events: (after) => eventsOf({ ...shownIn, shown: (entry) => described(entry, archive), shownToken: registry.shown }, after),
    async reset(...parts) {
      for (const part of parts.length === 0 ? everyPart : parts) await resets[part]()
    },
  }

  return {
    world,
    async start(startsOver) {
      // Whoever asks for something from now on waits until it has started.
      await registry.start(startsOver)
      await checkOrders(start.answers)
      await forceAll()
    },
    handler: serverOf({ log, now, behaviour, header, pause, onRevocation: archive.remember }),
    behaviour,
    renew: board.renew,
    now,
    get requests() {
      return log.recorded
    },
    nudge: log.nudge,
    close: log.close,
    forget() {
      isGone = true
      log.close()
    },
  }
}
