import fc from 'fast-check'
import type { History } from '../history/history.ts'
import { deathsDuringAnIssue } from '../history/wrong-death.ts'
import type { Finding } from '../requirements/requirement.ts'
import type { Profile, Scenario } from '../scenarios/scenario.ts'
import { examplesOf } from '../scenarios/scenario.ts'
import { Case } from './case.ts'
import type { Closure } from './closure.ts'
import { judge, mustFindings } from './judge.ts'
import { OutOfTokens } from './tokens.ts'
import type { Cast, World } from './world.ts'

/** A failing case after shrinking, and how to run exactly it again. */
export interface Shrunk {
  readonly requirement: string
  readonly scenario: string
  /** The id of the smallest case that failed. */
  readonly case: string
  /** `SCENARIO:SEED:PATH` or `SCENARIO:SEED:PATH:COMMANDS`, as `check --replay` takes it. */
  readonly replay: string
  readonly shrinks: number
}

export interface DriveOptions {
  readonly profile: Profile
  readonly runs: number
  readonly seed: number
  /** Set by `--replay`: run this one case. */
  readonly path?: string
  /** Which commands of the input to run, for scenarios of commands. */
  readonly commandsPath?: string
  /** Most cases spent on shrinking one failure. */
  readonly shrinkLimit: number
  /** Cases that shrinking may still spend in the whole run. */
  readonly shrinks: { left: number }
  /** Whether the run's budget allows another case. */
  readonly mayGoOn: () => boolean
  /** Requirements that have failed already; another failure of them is not shrunk again. */
  readonly found: Set<string>
  /** Whether a requirement takes part; others are not shrunk for. */
  readonly counts: (requirement: string) => boolean
  /** The next case waits for it. */
  readonly onCase: (findings: readonly Finding[]) => Promise<void>
  readonly onShrunk: (shrunk: Shrunk) => void
  readonly onOutOfTokens: (message: string) => void
}

/** How many failures of one scenario are shrunk before the rest of it runs without. */
const mostFailures = 4

/** How often a case is run again when what happened beside it spoiled its evidence. */
const mostRepeats = 2

/** Runs one scenario with fast-check: new failures are shrunk, known ones pass by. */
export async function drive(world: World, cast: Cast, closure: Closure, scenario: Scenario, options: DriveOptions): Promise<void> {
  const examples = examplesOf(scenario, options.profile)
  const inputs = typeof scenario.inputs === 'function' ? scenario.inputs(options.commandsPath) : scenario.inputs
  let done = 0
  const total = examples.length + options.runs
  for (let failures = 0; done < total || options.path !== undefined; failures += 1) {
    const session = new Session(world, cast, closure, scenario, options, failures < mostFailures)
    const details = await fc.check(
      fc.asyncProperty(inputs, (input) => session.run(input)),
      {
        // fast-check asks for at least one run; what is left of the examples comes first.
        numRuns: Math.max(1, total - done),
        // Every attempt draws anew, so that what follows a failure is not the same again.
        seed: options.seed + failures,
        examples: examples.slice(done).map((example) => [example]),
        endOnFailure: options.path !== undefined,
        ...(options.path === undefined ? {} : { path: options.path }),
      },
    )
    session.rethrow()
    done += details.numRuns
    if (details.failed && session.smallest !== undefined && details.counterexamplePath !== null) {
      // A replay starts from the seed and all examples again.
      const path = shiftPath(details.counterexamplePath, examples.length - examples.slice(done - details.numRuns).length)
      options.onShrunk({
        ...session.smallest,
        scenario: scenario.id,
        replay: `${scenario.id}:${options.seed + failures}:${path}${commandsPathOf(details.counterexample?.[0])}`,
        shrinks: details.numShrinks,
      })
    }
    if (options.path !== undefined || !details.failed) return
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

/** One call of fast-check: the cases it runs, the one requirement it shrinks for. */
class Session {
  /** Requirement and case of the smallest failure so far. */
  smallest: { requirement: string; case: string } | undefined
  readonly #world: World
  readonly #cast: Cast
  readonly #closure: Closure
  readonly #scenario: Scenario
  readonly #options: DriveOptions
  readonly #mayFail: boolean
  #shrinks = 0
  #error: unknown

  constructor(world: World, cast: Cast, closure: Closure, scenario: Scenario, options: DriveOptions, mayFail: boolean) {
    this.#world = world
    this.#cast = cast
    this.#closure = closure
    this.#scenario = scenario
    this.#options = options
    this.#mayFail = mayFail
  }

  /** Runs one case; `false` is a failure to fast-check. */
  async run(input: unknown): Promise<boolean> {
    for (let attempt = 1; ; attempt += 1) {
      if (this.#error !== undefined || !this.#options.mayGoOn()) return true
      if (this.smallest !== undefined && !this.#mayShrink()) return true
      const id = await this.#play(input)
      if (this.#error !== undefined) return true
      const history = this.#closure.historyOf(id)
      const passed = await this.#verdict(id, history)
      // A death beside which a token was issued proves nothing; on fresh tokens, without an issue, it may.
      if (!passed || attempt > mostRepeats || deathsDuringAnIssue(history).length === 0) return passed
    }
  }

  async #play(input: unknown): Promise<string> {
    const id = `${this.#scenario.id}#${nextCase(this.#world)}`
    const on = new Case(this.#world, this.#cast, this.#scenario.id, id)
    try {
      await this.#scenario.run(input, on)
    } catch (error) {
      if (error instanceof OutOfTokens) this.#options.onOutOfTokens(error.message)
      else this.#error = error
    } finally {
      on.end()
    }
    return id
  }

  /** Throws on what stopped the run, if anything did; fast-check must not see it as a counterexample. */
  rethrow(): void {
    if (this.#error !== undefined) throw this.#error
  }

  async #verdict(id: string, history: History): Promise<boolean> {
    const findings = mustFindings(judge(history))
    await this.#options.onCase(findings)
    if (!this.#mayFail) return true
    const { smallest } = this
    if (smallest !== undefined) {
      // The same requirement must fail again; another one is a matter of its own.
      if (!findings.some(({ requirement }) => requirement === smallest.requirement)) return true
      this.smallest = { requirement: smallest.requirement, case: id }
      return false
    }
    const fresh = findings.find(({ requirement }) => !this.#options.found.has(requirement) && this.#options.counts(requirement))
    if (fresh === undefined) return true
    this.#options.found.add(fresh.requirement)
    this.smallest = { requirement: fresh.requirement, case: id }
    return false
  }

  #mayShrink(): boolean {
    this.#shrinks += 1
    const { shrinks, shrinkLimit } = this.#options
    shrinks.left -= 1
    return this.#shrinks <= shrinkLimit && shrinks.left >= 0 && !this.#world.supply.isScarce && !this.#world.signal.aborted
  }
}

const caseNumbers = new WeakMap<World, number>()

function nextCase(world: World): number {
  const next = (caseNumbers.get(world) ?? 0) + 1
  caseNumbers.set(world, next)
  return next
}
