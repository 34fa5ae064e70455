import { setMaxListeners } from 'node:events'
import { Interrupted, UsageError } from '../errors.ts'
import type { Door, FirstFinding, Leftover } from '../history/events.ts'
import type { History } from '../history/history.ts'
import { plain } from '../history/mask.ts'
import { refuseProduction } from '../production.ts'
import type { Finding } from '../requirements/requirement.ts'
import { scenariosFor } from '../scenarios/index.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import { examplesOf } from '../scenarios/scenario.ts'
import { askAtRest, mostAtRest } from './ask-at-rest.ts'
import { Begun } from './begun.ts'
import { calibrate, castOf, pulse } from './calibration.ts'
import type { CheckOptions } from './check-options.ts'
import { Closure } from './closure.ts'
import { createWorld } from './create-world.ts'
import { doorsOf } from './doors.ts'
import { Drive, stages } from './drive.ts'
import { cutShort } from './cut-short.ts'
import { cleanUp, inParallel, stillAlive, sweep, timeFor } from './farewell.ts'
import { askOnFreshConnections, onFresh } from './fresh-connections.ts'
import { keptRunOf } from './kept-run.ts'
import { profiles } from './profiles.ts'
import { rerun } from './rerun.ts'
import { restart } from './restart.ts'
import type { RunEvent, RunResult } from './result.ts'
import { requirementsFor, resultOf } from './result-of.ts'
import { isSelected, names } from './results.ts'
import { Seats } from './seats.ts'
import { whyStopped } from './why-stopped.ts'
import type { Cast, World } from './world.ts'

/**
 * Runs the suite against an implementation and judges what happened. Wrong answers are findings in the result; whatever
 * keeps the run from an end is its headline, with exit code 3.
 *
 * @param listener Gets every event in order; the run waits for it.
 * @throws UsageError for options that make no sense, before anything is sent.
 */
export async function check(options: CheckOptions, listener: (event: RunEvent) => void): Promise<RunResult> {
  const { target, replicas, probes, route, maxTime } = options
  if (maxTime !== undefined && !(maxTime > 0 && maxTime <= longestTime))
    throw new UsageError(`A run of at most ${maxTime} ms cannot be timed. Give a longest time above 0 and of at most ${longestTime} ms.`)
  refuseProduction(options)
  const doors = await doorsOf({ target, replicas, probes, behindProxy: route?.proxy !== undefined })
  return new Run(options, doors, listener).go()
}

class Run {
  readonly #options: CheckOptions
  readonly #emit: (event: RunEvent) => void
  readonly #world: World
  readonly #scenarios: readonly Scenario[]
  readonly #closure = new Closure()
  readonly #begun = new Begun(this.#closure)
  readonly #notices = new Set<string>()
  /** Requirements that failed, and breaches by requirement and key. */
  readonly #found = new Set<string>()
  readonly #breaches = new Set<string>()
  readonly #clock: () => number
  #pulsedAt = 0
  #cases = 0
  #firstFinding: FirstFinding | undefined
  /** Aborted when the run is to end: at a failure that is enough, when one scenario cannot go on, from outside, after its time. */
  readonly #halt = new AbortController()
  #isEnough = false
  readonly #timeout: { ms: number }
  readonly #shrinks: { left: number }
  readonly #seats: Seats

  constructor(options: CheckOptions, doors: readonly Door[], emit: (event: RunEvent) => void) {
    const start = performance.now()
    this.#options = options
    this.#emit = emit
    this.#scenarios = scenariosFor(options.challenge ?? (options.replay === undefined ? undefined : 'a replay'))
    this.#clock = () => performance.now() - start
    this.#timeout = { ms: Math.max(shortestTimeout, options.requestTimeout) }
    this.#shrinks = { left: profiles[options.profile].shrinksInAll }
    this.#seats = new Seats(options.concurrency)
    this.#world = createWorld(options, {
      doors,
      clock: this.#clock,
      signal: unlimited(this.#halt.signal),
      timeout: this.#timeout,
      onEvent: (event) => {
        this.#closure.on(event)
        emit({ kind: 'history', event })
      },
    })
  }

  /** The run, which ends early when it is told to or when its time is up. */
  async go(): Promise<RunResult> {
    const { signal, maxTime } = this.#options
    const halt = (): void => this.#halt.abort()
    // A timer and a listener hold what they end; a signal of AbortSignal.any() or timeout() may be collected before it fires.
    const timer = maxTime === undefined ? undefined : setTimeout(halt, maxTime)
    signal?.addEventListener('abort', halt)
    if (signal?.aborted === true) halt()
    try {
      return await this.#run()
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', halt)
    }
  }

  async #run(): Promise<RunResult> {
    const { seed, profile, target, selection, expect = {} } = this.#options
    const requirements = requirementsFor({ selection, expect })
    this.#emit({ kind: 'started', seed, profile, target, requirements, scenarios: this.#scenarios.map(({ id }) => id) })
    let stopped: string | undefined
    let leftovers: readonly Leftover[] = []
    let cast: Cast | undefined
    const forget = cutShort(this.#world.lanes, this.#world.signal, graceOfAnswers)
    try {
      this.#phase('calibration')
      cast = await castOf(this.#world.supply)
      await calibrate(this.#world, cast)
      this.#timeout.ms = Math.max(this.#timeout.ms, slowness * medianDuration(this.#world.recorder.history()))
      await this.#runScenarios(cast)
    } catch (error) {
      stopped = this.#isEnough ? 'The run was ended at its first failure (--fail-fast).' : whyStopped(error, this.#options)
    } finally {
      forget()
    }
    if (!(await this.#world.supply.close(graceOfIssue)))
      this.#notice('The provisioner was still asked for tokens when the run was ended: what it issued then is neither used nor revoked.')
    if (cast !== undefined && this.#world.recorder.requests > 0) leftovers = await this.#end(cast)
    await this.#world.lanes.close()
    this.#world.recorder.event({
      kind: 'footer',
      at: this.#clock(),
      complete: stopped === undefined,
      ...(stopped === undefined ? {} : { reason: stopped }),
      leftovers,
      ...(this.#firstFinding === undefined ? {} : { firstFinding: this.#firstFinding }),
    })
    const result = resultOf(this.#world.recorder.history())
    for (const message of result.notices) this.#tell(message)
    this.#emit({ kind: 'finished', result })
    // Last: a file that cannot be written any more must not take the report with it.
    await this.#options.keepSecrets?.(keptRunOf(this.#world))
    return result
  }

  async #runScenarios(cast: Cast): Promise<void> {
    const { replay, concurrency, profile } = this.#options
    const chosen = replay === undefined ? this.#scenarios : this.#scenarios.filter(({ id }) => id === replay.scenario)
    const planned = chosen.reduce((sum, scenario) => sum + examplesOf(scenario, profile).length + scenario.runs[profile], 0)
    this.#phase('scenarios', planned)
    const drives = chosen.map((scenario) => this.#driveOf(scenario, cast, planned))
    // One stage of all comes before the next of any: with few requests a second, most defects show while the examples run.
    const tasks =
      replay === undefined
        ? stages.flatMap((stage) => drives.map((drive) => () => drive[stage]()))
        : drives.map((drive) => () => drive.replay(replay))
    const failures: unknown[] = []
    await inParallel(tasks, Math.min(concurrency, mostScenarios), async (task) => {
      try {
        if (!this.#halt.signal.aborted) await task()
      } catch (error) {
        // The others are stopped, and waited for: nothing may be sent once the clean-up has begun.
        failures.push(error)
        this.#halt.abort()
      }
    })
    if (failures.length > 0) throw failures.find((failure) => !(failure instanceof Interrupted)) ?? failures[0]
    await askOnFreshConnections(this.#world, cast, () => this.#isWithin(this.#world.supply.issued.length))
    await askAtRest(this.#world, cast, () => this.#isWithin(this.#world.supply.issued.length))
    await this.#lookAtEverybody('a last look at every token', cast)
    if (this.#options.restart === undefined) return
    this.#phase('restart')
    await restart(this.#world, cast, this.#options.restart)
    await this.#lookAtEverybody('a look at every token after the restart', cast)
  }

  async #lookAtEverybody(phase: string, cast: Cast): Promise<void> {
    this.#phase(phase)
    await sweep(this.#world, cast, this.#options.concurrency)
    await pulse(this.#world, cast)
  }

  #driveOf(scenario: Scenario, cast: Cast, planned: number): Drive {
    const { profile, seed, selection } = this.#options
    return new Drive(this.#world, cast, this.#closure, scenario, {
      profile,
      runs: scenario.runs[profile],
      seed: scenarioSeed(seed, scenario.id),
      shrinkLimit: profiles[profile].shrinks,
      shrinks: this.#shrinks,
      mayGoOn: () => this.#mayGoOn(scenario),
      found: this.#found,
      counts: (requirement) => isSelected(selection, requirement),
      begun: this.#begun,
      seats: this.#seats,
      onFindings: (findings) => this.#report(findings),
      onCase: async () => {
        this.#cases += 1
        this.#progress(scenario, planned)
        await this.#pulseWhenDue(cast)
      },
      onShrunk: ({ id, ...shrunk }) =>
        this.#world.recorder.event({ kind: 'shrunk', ...shrunk, replay: rerun(this.#options, { replay: id }), at: this.#clock() }),
      onOutOfTokens: (message) => this.#notice(`Scenario ${scenario.id} went without tokens: ${message}`),
    })
  }

  /** Whether the profile's budget of requests allows another case; what is kept back is for the last look and the clean-up. */
  #mayGoOn(scenario: Scenario): boolean {
    const { requests, tokens, batch } = profiles[this.#options.profile]
    const { silence, busy } = this.#world
    const keptBack =
      this.#begun.requestsWith(scenario.id) + (silence.isSuspicious ? onFresh.most : 0) + (busy.refused.length > 0 ? mostAtRest : 0)
    if (this.#isWithin(Math.min(tokens, this.#world.supply.issued.length + batch), keptBack)) return true
    this.#notice(`The profile's budget of ${requests} requests was spent before every case had run.`)
    return false
  }

  /** Whether enough of the budget is left to look at so many tokens once more, and to revoke what lives of them, and for more. */
  #isWithin(tokens: number, more = 0): boolean {
    const { requests } = profiles[this.#options.profile]
    return this.#world.recorder.requests < (requests - tokens * 1.2) * this.#world.doors.length - more
  }

  #report(findings: readonly Finding[]): void {
    const { requests } = this.#world.recorder
    for (const finding of findings) {
      const key = `${finding.requirement} ${finding.key}`
      if (this.#breaches.has(key)) continue
      this.#breaches.add(key)
      if (isSelected(this.#options.selection, finding.requirement)) this.#firstSeen(finding, requests)
    }
  }

  #progress(scenario: Scenario, planned: number): void {
    this.#emit({
      kind: 'progress',
      scenario: scenario.id,
      cases: this.#cases,
      planned,
      requests: this.#world.recorder.requests,
      findings: this.#breaches.size,
      elapsed: this.#clock(),
    })
  }

  #firstSeen(finding: Finding, requests: number): void {
    const elapsed = this.#clock()
    const { failFast = [] } = this.#options
    const ends = failFast.some((pattern) => names(pattern, finding.requirement))
    if (failFast.length === 0 || ends) this.#firstFinding ??= { requirement: finding.requirement, elapsed: Math.round(elapsed), requests }
    this.#emit({ kind: 'finding', finding, elapsed, requests })
    if (!ends) return
    this.#isEnough = true
    this.#halt.abort()
  }

  /** Looks at the control every so many requests. */
  async #pulseWhenDue(cast: Cast): Promise<void> {
    const { requests } = this.#world.recorder
    if (requests - this.#pulsedAt < profiles[this.#options.profile].pulseEvery) return
    this.#pulsedAt = requests
    await pulse(this.#world, cast)
  }

  /** Revokes what is left, also after an interruption, in the time that it may take. */
  async #end(cast: Cast): Promise<readonly Leftover[]> {
    this.#phase('clean-up')
    const { concurrency, rate } = this.#options
    const left = stillAlive(this.#world).length
    const cut = new AbortController()
    const forget = cutShort(this.#world.lanes, cut.signal, 0)
    const timer = setTimeout(() => cut.abort(), timeFor({ left, concurrency, rate }))
    try {
      const { leftovers, problem } = await cleanUp({ ...this.#world, signal: unlimited(cut.signal) }, cast, concurrency)
      if (problem !== undefined) this.#notice(`Not every token was revoked at the end: ${problem}`)
      return leftovers
    } finally {
      clearTimeout(timer)
      forget()
    }
  }

  #phase(name: string, planned?: number): void {
    this.#emit({ kind: 'phase', name, ...(planned === undefined ? {} : { planned }) })
  }

  #notice(text: string): void {
    const message = plain(this.#world.masker.maskText(text))
    if (!this.#notices.has(message)) this.#world.recorder.event({ kind: 'notice', message, at: this.#clock() })
    this.#tell(message)
  }

  #tell(message: string): void {
    if (this.#notices.has(message)) return
    this.#notices.add(message)
    this.#emit({ kind: 'notice', message })
  }
}

/** Many requests may wait for one signal at once, which Node takes for a leak. */
function unlimited(signal: AbortSignal): AbortSignal {
  setMaxListeners(0, signal)
  return signal
}

/** How many scenarios are under way at once: the examples of each are tried one after the other. */
const mostScenarios = 6

/** How long the end of a run waits for answers, and for tokens that are being issued, in ms. */
const graceOfAnswers = 2000
const graceOfIssue = 2000

/** The longest time that a timer of Node can wait, in ms. */
const longestTime = 2 ** 31 - 1

/** An answer is missing after this time, or after so many times the calibration's median (rule 9). */
const shortestTimeout = 2000
const slowness = 20

function medianDuration({ exchanges }: History): number {
  const durations = exchanges.flatMap(({ begin, end }) => (end === null ? [] : end - begin)).toSorted((a, b) => a - b)
  return durations[Math.floor(durations.length / 2)] ?? 0
}

/** A seed for each scenario, so that none depends on which others run. FNV-1a. */
function scenarioSeed(seed: number, id: string): number {
  let hash = 0x811c9dc5 ^ seed
  for (const char of id) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193)
  return hash | 0
}
