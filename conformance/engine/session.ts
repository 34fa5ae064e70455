import type { Shrunk } from '../history/events.ts'
import type { History } from '../history/history.ts'
import { deathsDuringAnIssue } from '../history/wrong-death.ts'
import type { Finding } from '../requirements/requirement.ts'
import type { Profile, Scenario } from '../scenarios/scenario.ts'
import type { Begun } from './begun.ts'
import { Case, Withheld } from './case.ts'
import type { Closure } from './closure.ts'
import { isClear } from './is-clear.ts'
import { mustFindings } from './judge.ts'
import type { Seats } from './seats.ts'
import { OutOfTokens } from './tokens.ts'
import type { Cast, World } from './world.ts'

/** A failing case after shrinking. */
export interface ShrunkCase extends Pick<Shrunk, 'requirement' | 'scenario' | 'case' | 'shrinks'> {
  /** `SCENARIO:SEED:PATH` or `SCENARIO:SEED:PATH:COMMANDS`, as `check --replay` takes it. */
  readonly id: string
}

export interface DriveOptions {
  readonly profile: Profile
  readonly runs: number
  readonly seed: number
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
  /** Is told of every case. */
  readonly begun: Begun
  /** Where cases sit that run side by side, whichever scenario they are of. */
  readonly seats: Seats
  readonly onFindings: (findings: readonly Finding[]) => void
  /** A case has ended; the next one waits for it. */
  readonly onCase: () => Promise<void>
  readonly onShrunk: (shrunk: ShrunkCase) => void
  readonly onOutOfTokens: (message: string) => void
}

/** How often a case is run again when what happened beside it spoiled its evidence. */
const mostRepeats = 2

/** A case that has run. */
interface Played {
  readonly id: string
  readonly input: unknown
}

/** A case that fails a requirement which has not failed before, or whose evidence was spoiled. */
export interface Suspect extends Played {
  /** Its place among those that ran with it. */
  readonly at: number
  readonly requirement: string | undefined
}

/** One call of fast-check: the cases it runs, the one requirement it shrinks for. */
export class Session {
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
      const { id } = await this.#play(input)
      if (this.#error !== undefined) return true
      const history = await this.#historyOf(id).catch((error: unknown) => {
        this.#error = error
      })
      if (history === undefined) return true
      const passed = await this.#verdict(id, history)
      // A death beside which a token was issued proves nothing; on fresh tokens, without an issue, it may.
      if (!passed || attempt > mostRepeats || deathsDuringAnIssue(history).length === 0) return passed
    }
  }

  /** What is known of a case. Where it seems to have failed, what is being issued meanwhile has to be known, too. */
  async #historyOf(id: string): Promise<History> {
    const history = this.#closure.historyOf(id)
    if (mustFindings(history).length === 0) return history
    // Only where it is waited for: it fails when the run is ended, and nobody would hear of it.
    const underWay = this.#world.supply.settled()
    if (underWay === undefined) return history
    await underWay
    return this.#closure.historyOf(id)
  }

  /** Runs one case without a verdict. `undefined`: the run is to end. */
  async play(input: unknown): Promise<Played | undefined> {
    if (this.#error !== undefined || !this.#options.mayGoOn()) return undefined
    const played = await this.#play(input)
    if (this.#error === undefined) await this.#options.onCase().catch((error: unknown) => (this.#error ??= error))
    return played
  }

  /** Judges cases together, and those that are not cleared by that each by itself. */
  async suspectsAmong(cases: readonly (Played | undefined)[]): Promise<readonly Suspect[]> {
    const played = cases.flatMap((one, at) => (one === undefined ? [] : [{ ...one, at }]))
    if (isClear(this.#closure.historyOf(...played.map(({ id }) => id)))) return []
    const suspects: Suspect[] = []
    for (const one of played) {
      const history = await this.#historyOf(one.id)
      const findings = mustFindings(history)
      this.#options.onFindings(findings)
      const requirement = this.#mayFail ? this.#freshAmong(findings) : undefined
      if (requirement !== undefined || deathsDuringAnIssue(history).length > 0) suspects.push({ ...one, requirement })
    }
    return suspects
  }

  async #play(input: unknown): Promise<Played> {
    const id = `${this.#scenario.id}#${nextCase(this.#world)}`
    const on = new Case(this.#world, this.#cast, this.#scenario.id, id)
    this.#options.begun.begin(this.#scenario.id, id)
    try {
      await this.#scenario.run(input, on)
    } catch (error) {
      if (error instanceof OutOfTokens) this.#options.onOutOfTokens(error.message)
      else if (!(error instanceof Withheld)) this.#error = error
    } finally {
      on.end()
      this.#options.begun.end(this.#scenario.id, id)
    }
    return { id, input }
  }

  /** Throws on what stopped the run, if anything did; fast-check must not see it as a counterexample. */
  rethrow(): void {
    if (this.#error !== undefined) throw this.#error
  }

  async #verdict(id: string, history: History): Promise<boolean> {
    const findings = mustFindings(history)
    this.#options.onFindings(findings)
    await this.#options.onCase()
    if (!this.#mayFail) return true
    const { smallest } = this
    if (smallest !== undefined) {
      // The same requirement must fail again; another one is a matter of its own.
      if (!findings.some(({ requirement }) => requirement === smallest.requirement)) return true
      this.smallest = { requirement: smallest.requirement, case: id }
      return false
    }
    const fresh = this.#freshAmong(findings)
    if (fresh === undefined) return true
    this.#options.found.add(fresh)
    this.smallest = { requirement: fresh, case: id }
    return false
  }

  /** A requirement that has not failed before. */
  #freshAmong(findings: readonly Finding[]): string | undefined {
    const { found, counts } = this.#options
    return findings.find(({ requirement }) => !found.has(requirement) && counts(requirement))?.requirement
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
