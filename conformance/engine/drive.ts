import fc from 'fast-check'
import type { Scenario } from '../scenarios/scenario.ts'
import { examplesOf } from '../scenarios/scenario.ts'
import type { Closure } from './closure.ts'
import type { Replay } from './replay.ts'
import type { DriveOptions, Suspect } from './session.ts'
import { Session } from './session.ts'
import type { Cast, World } from './world.ts'

/** How many failures of one scenario are shrunk before the rest of it runs without. */
const mostFailures = 4

/** How many generated inputs are drawn at once, run side by side and judged together. */
const mostTogether = 64

/** What is run of a scenario, in the order in which a run goes through it: one stage of all scenarios, before the next of any. */
export const stages = ['examples', 'variations', 'generated'] as const

/**
 * One scenario on fast-check: new failures are shrunk, known ones pass by. Its stages are asked for apart, so that what shows
 * most defects can be tried in every scenario before anything else.
 */
export class Drive {
  readonly #world: World
  readonly #cast: Cast
  readonly #closure: Closure
  readonly #scenario: Scenario
  readonly #options: DriveOptions
  readonly #examples: readonly unknown[]
  /** Inputs that have been asked for, and that have been run: the examples first. */
  #asked = 0
  #done = 0
  #failures = 0
  #turn: Promise<void> = Promise.resolve()

  constructor(world: World, cast: Cast, closure: Closure, scenario: Scenario, options: DriveOptions) {
    this.#world = world
    this.#cast = cast
    this.#closure = closure
    this.#scenario = scenario
    this.#options = options
    this.#examples = examplesOf(scenario, options.profile)
  }

  async examples(): Promise<void> {
    return this.#continue(this.#examples.length - (this.#scenario.variations?.length ?? 0))
  }

  async variations(): Promise<void> {
    return this.#continue(this.#examples.length)
  }

  /** Many side by side, and judged together. */
  async generated(): Promise<void> {
    if (this.#options.runs === 0) return
    this.#turn = this.#turn.then(() => this.#runTogether())
    return this.#turn
  }

  /** The one case that a replay names. */
  async replay(replay: Replay): Promise<void> {
    const session = this.#session()
    const details = await fc.check(this.#property(session, replay.commandsPath), {
      numRuns: Math.max(1, this.#examples.length + this.#options.runs),
      seed: replay.seed,
      path: replay.path,
      examples: this.#examples.map((example) => [example]),
      endOnFailure: true,
    })
    session.rethrow()
    this.#note(session, details, replay.seed, 0)
  }

  async #runTogether(): Promise<void> {
    const { runs, seed, seats } = this.#options
    for (let done = 0; done < runs; done += mostTogether) {
      const session = this.#session()
      const inputs = fc.sample(this.#inputs(), { seed, path: String(done), numRuns: Math.min(mostTogether, runs - done) })
      const played = await Promise.all(inputs.map((input) => seats.seated(this.#scenario.atOnce?.(input) ?? 1, () => session.play(input))))
      session.rethrow()
      for (const { at, ...suspect } of await session.suspectsAmong(played)) await this.#lookAgain(done + at, suspect)
    }
  }

  /** Has fast-check run a case again by its number, and shrink it if it fails again; if it does not, it is told of as it was. */
  async #lookAgain(number: number, { requirement, id, input }: Omit<Suspect, 'at'>): Promise<void> {
    const { seed, found, onShrunk } = this.#options
    const session = this.#session()
    const details = await fc.check(this.#property(session), { seed, path: String(number), numRuns: 1 })
    session.rethrow()
    if (details.failed) this.#failures += 1
    this.#note(session, details, seed, this.#examples.length)
    if (requirement === undefined || found.has(requirement)) return
    found.add(requirement)
    const path = `${this.#examples.length + number}${commandsPathOf(input)}`
    onShrunk({ requirement, case: id, scenario: this.#scenario.id, id: `${this.#scenario.id}:${seed}:${path}`, shrinks: 0 })
  }

  async #continue(until: number): Promise<void> {
    // Nobody waits for what is under way where nothing more comes after it.
    if (until <= this.#asked) return
    this.#asked = until
    this.#turn = this.#turn.then(() => this.#runUntil(until))
    return this.#turn
  }

  async #runUntil(until: number): Promise<void> {
    while (this.#done < until) {
      const before = Math.min(this.#done, this.#examples.length)
      const session = this.#session()
      // Every attempt draws anew, so that what follows a failure is not the same again.
      const seed = this.#options.seed + this.#failures
      const details = await fc.check(this.#property(session), {
        numRuns: until - this.#done,
        seed,
        examples: this.#examples.slice(before).map((example) => [example]),
      })
      session.rethrow()
      this.#done += details.numRuns
      this.#note(session, details, seed, before)
      if (!details.failed) return
      this.#failures += 1
    }
  }

  #session(): Session {
    return new Session(this.#world, this.#cast, this.#closure, this.#scenario, this.#options, this.#failures < mostFailures)
  }

  #property(session: Session, commandsPath?: string): fc.IAsyncProperty<[unknown]> {
    return fc.asyncProperty(this.#inputs(commandsPath), (input) => session.run(input))
  }

  #inputs(commandsPath?: string): fc.Arbitrary<unknown> {
    const { inputs } = this.#scenario
    return typeof inputs === 'function' ? inputs(commandsPath) : inputs
  }

  /** Tells of a failure and its replay, which starts from the seed and all examples again. */
  #note({ smallest }: Session, details: fc.RunDetails<[unknown]>, seed: number, before: number): void {
    if (!details.failed || smallest === undefined || details.counterexamplePath === null) return
    const path = shiftPath(details.counterexamplePath, before)
    this.#options.onShrunk({
      ...smallest,
      scenario: this.#scenario.id,
      id: `${this.#scenario.id}:${seed}:${path}${commandsPathOf(details.counterexample?.[0])}`,
      shrinks: details.numShrinks,
    })
  }
}

/** The path's first number counts examples and runs alike; after earlier failures it began later. */
function shiftPath(path: string, by: number): string {
  const [first = '0', ...rest] = path.split(':')
  return [Number(first) + by, ...rest].join(':')
}

/** The part of a replay that only `fc.commands` has; it tells it when it is written out. */
function commandsPathOf(input: unknown): string {
  const match = /replayPath="([^"]*)"/.exec(fc.stringify(input))
  return match?.[1] === undefined ? '' : `:${match[1]}`
}
