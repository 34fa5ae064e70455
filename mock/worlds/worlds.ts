import { MockError } from '../errors.ts'
import type { Handler } from '../http/handler.ts'
import { awayAnswer } from '../http/when-away.ts'
import type { WorldsNews } from '../journal/events.ts'
import type { Answer } from '../pipeline/answer.ts'
import { json } from '../pipeline/answer.ts'
import type { Incoming } from '../pipeline/incoming.ts'
import { valuesOf } from '../pipeline/incoming.ts'
import type { MaybePromise } from '../store/store.ts'
import { defaultWorld, isName } from '../store/store.ts'
import type { RunningWorld } from './create-world.ts'

/** The worlds of a mock. */
export interface Worlds extends WorldsNews {
  /** The one of requests that name none. */
  readonly first: RunningWorld
  /**
   * A world by its name, made on first use.
   *
   * @throws MockError `BAD_OPTION` for what is no name, `TOO_MANY` when there may be no more.
   */
  named(name: string): MaybePromise<RunningWorld>
  /** Those in use, the first one first. */
  all(): Promise<RunningWorld[]>
  /** Whether the world of this name that told of an event with this id has been forgotten since. */
  hasGone(name: string, eventId: string): boolean
  /** @throws MockError `NOT_FOUND`. */
  readonly remove: (name: string) => Promise<void>
  readonly close: () => void
}

export interface WorldsOptions {
  /** Makes one, which may tell of the others. */
  readonly create: (name: string, worlds: WorldsNews) => RunningWorld
  /** Forgets what the store holds of it. */
  readonly drop: (name: string) => unknown
  /** How many there may be. */
  readonly limit: number
  /** Names this life of the mock; the ids of its events begin with it. */
  readonly life: string
}

export function worldsOf({ create, drop, limit, life }: WorldsOptions): Worlds {
  const others = new Map<string, Promise<RunningWorld>>()
  /** Those of the others that have started: their requests wait for nothing. */
  const running = new Map<string, RunningWorld>()
  let version = 0
  const news: WorldsNews = {
    get version() {
      return version
    },
    list: async () => ({ worlds: (await all()).map(({ world, requests }) => ({ name: world.name, requests })), limit }),
  }
  const first = create(defaultWorld, news)
  return {
    first,
    all,
    get version() {
      return version
    },
    list: news.list,
    hasGone: (name, eventId) => name !== defaultWorld && !others.has(name) && eventId.startsWith(`${life}.`),
    named(name) {
      if (name === defaultWorld) return first
      const known = running.get(name) ?? others.get(name)
      if (known !== undefined) return known
      if (!isName(name))
        throw new MockError(
          'BAD_OPTION',
          `A world has a name of 1 to 64 letters, digits, ".", "_" and "-", not ${JSON.stringify(name.slice(0, 100))}.`,
        )
      if (others.size + 1 >= limit) {
        throw new MockError(
          'TOO_MANY',
          `There are ${limit} worlds already. Forget one with DELETE /_mock/worlds/NAME, or start the mock with a larger --worlds.`,
        )
      }
      const made = started(create(name, news))
      others.set(name, made)
      made.then(
        (world) => {
          running.set(name, world)
          tell()
        },
        () => others.delete(name),
      )
      return made
    },
    async remove(name) {
      const known = await others.get(name)
      if (known === undefined) throw new MockError('NOT_FOUND', `There is no world ${JSON.stringify(name.slice(0, 100))}.`)
      // First, because it may fail: then the world is still there to be removed.
      await drop(name)
      others.delete(name)
      running.delete(name)
      known.forget()
      tell()
    },
    close: () => each((world) => world.close()),
  }

  /** Those that have started. */
  async function all(): Promise<RunningWorld[]> {
    const made = await Promise.allSettled(others.values())
    return [first, ...made.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))]
  }

  function tell(): void {
    version += 1
    each((world) => world.nudge())
  }

  function each(visit: (world: RunningWorld) => void): void {
    visit(first)
    for (const world of others.values()) world.then(visit, () => undefined)
  }
}

async function started(world: RunningWorld): Promise<RunningWorld> {
  await world.start()
  return world
}

/** The name of the world that a request is about; `undefined` for several. */
export function worldNameOf(request: Incoming): string | undefined {
  const names = valuesOf(request, 'x-mock-world')
  if (names.length === 0) return defaultWorld
  return names.length === 1 ? names[0] : undefined
}

/** Makes requests that name no world be about this one. */
export function leadingTo(world: string, handler: Handler): Handler {
  return (request) =>
    valuesOf(request, 'x-mock-world').length > 0
      ? handler(request)
      : handler({ ...request, headers: [...request.headers, 'x-mock-world', world] })
}

/** A world by its name, or why a request cannot have it. */
export function worldFor(worlds: Worlds, name: string | undefined): MaybePromise<RunningWorld | Answer> {
  if (name === undefined) return json(400, { detail: 'A request is about one world: send one X-Mock-World.' })
  try {
    const world = worlds.named(name)
    return world instanceof Promise ? world.catch(refusalOf) : world
  } catch (error) {
    return refusalOf(error)
  }
}

function refusalOf(error: unknown): Answer {
  const away = awayAnswer(error)
  if (away !== undefined) return away
  if (!(error instanceof MockError)) throw error
  return json(error.code === 'TOO_MANY' ? 503 : 400, { detail: error.message })
}
