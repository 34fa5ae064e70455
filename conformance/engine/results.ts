import { groupBy } from '../history/group.ts'
import { latenciesOf } from '../history/latencies.ts'
import { timelineOf } from '../history/timeline.ts'
import { readRequest } from '../interpretation/request.ts'
import type { KnownFailure, Exchange, Selection, Shrunk, TokenRecord } from '../history/events.ts'
import type { History } from '../history/history.ts'
import type { Finding } from '../requirements/requirement.ts'
import type { Diagnosis } from '../diagnosis/index.ts'
import { diagnose } from '../diagnosis/index.ts'
import { curlOf } from './curl.ts'
import type { Judged } from './judge.ts'
import { racesIn } from './race-count.ts'
import type { Counterexample, ReportedFinding, RequirementResult, RunFacts, RunResult, Verdict } from './result.ts'
import { stepOf } from './steps.ts'

/** Whether a pattern names a requirement: its id, its family, or a prefix that ends in `*`. */
export function names(pattern: string, id: string): boolean {
  if (pattern.endsWith('*')) return id.startsWith(pattern.slice(0, -1))
  return pattern === id || id.startsWith(`${pattern}/`)
}

export function isSelected({ only, skip }: Selection, id: string): boolean {
  return (only.length === 0 || only.some((pattern) => names(pattern, id))) && !skip.some((pattern) => names(pattern, id))
}

/** Turns judgements into verdicts; findings of one breach become one, with how often it was seen and its shortest sequence. */
export function resultsOf(
  history: History,
  judged: readonly Judged[],
  shrunk: readonly Shrunk[],
  selection: Selection,
  why: (id: string) => string | undefined,
  again?: string,
): RequirementResult[] {
  return judged.map(({ requirement, judgement, error }) => {
    const { id, level, title, source } = requirement
    const found = reported(history, judgement.findings, shrunk, again)
    const failures = found.filter((finding) => finding.level === 'must')
    const verdict = (): Verdict => {
      if (error !== undefined) return { kind: 'errored', message: error.message }
      if (failures.length > 0) return { kind: 'failed', exercised: judgement.exercised, findings: found }
      if (judgement.exercised > 0) return { kind: 'passed', exercised: judgement.exercised, warnings: found }
      const allowed = selection.allowUnexercised.some((pattern) => names(pattern, id))
      return { kind: 'not exercised', reason: judgement.reason ?? why(id) ?? 'no answer of the run was to such a request', allowed }
    }
    return { id, level, title, source, verdict: verdict() }
  })
}

/** The gravest first: one breach may weigh less where something else excuses it in part, and is told by where nothing does. */
const levels: readonly Finding['level'][] = ['must', 'should', 'may']

function reported(history: History, findings: readonly Finding[], shrunk: readonly Shrunk[], again?: string): ReportedFinding[] {
  const diagnosis = diagnose(history, findings)
  const smallest = shrunk.find(({ requirement }) => requirement === findings[0]?.requirement)
  return [...groupBy(findings, ({ key }) => key).values()].flatMap((same) => {
    const gravest = levels.find((level) => same.some((finding) => finding.level === level))
    const stories = same.filter(({ level }) => level === gravest).map((finding) => storyOf(history, finding, diagnosis))
    const [shown] = stories.toSorted((a, b) => rank(a, smallest) - rank(b, smallest))
    if (shown === undefined) return []
    const hint = diagnosis?.sentence ?? shown.finding.hint
    const isReplayed = same.some((finding) => history.exchange(finding.exchanges.at(-1) ?? 0)?.case === smallest?.case)
    const replay = isReplayed ? smallest?.replay : again
    return [
      {
        ...shown.finding,
        ...(hint === undefined ? {} : { hint }),
        count: same.length,
        counterexample: {
          ...counterexampleOf(history, shown),
          ...(replay === undefined ? {} : { replay }),
          shrinks: shown.last?.case === smallest?.case ? (smallest?.shrinks ?? 0) : 0,
        },
      },
    ]
  })
}

/** A finding with the exchanges that tell it. */
interface Story {
  readonly finding: Finding
  /** The one that breaks the promise. */
  readonly last: Exchange | undefined
  /** Whether it shows what distinguishes most of those that went wrong. */
  readonly isTypical: boolean
  /** Whether it takes a kept connection to show it. */
  readonly keepsConnection: boolean
  /** In the order in which they began. */
  readonly exchanges: readonly Exchange[]
}

function storyOf(history: History, finding: Finding, diagnosis: Diagnosis | undefined): Story {
  const last = history.exchange(finding.exchanges.at(-1) ?? 0)
  const witnesses = last === undefined ? [] : (diagnosis?.witnesses(last) ?? [])
  const exchanges = new Set([...witnesses, ...shownFor(history, finding, last)])
  const isTypical = last === undefined || diagnosis === undefined || diagnosis.isTypical(last)
  const keepsConnection = witnesses.length > 0 && diagnosis?.isAboutConnection === true
  return { finding, last, isTypical, keepsConnection, exchanges: [...exchanges].toSorted((a, b) => a.begin - b.begin) }
}

/** A story that shows what most have in common, and of several such the one that is read soonest. */
function rank({ last, exchanges, isTypical }: Story, smallest: Shrunk | undefined): number {
  const effort = exchanges.reduce((sum, exchange) => sum + effortOf(exchange), 0)
  return effort + (isTypical ? 0 : 1000) + (last !== undefined && last.case === smallest?.case ? 0 : 5)
}

/** How much there is to read in a request: a plain one without a body is 10. */
function effortOf({ request, end }: Exchange): number {
  const { body, headers, framing, raw } = request
  const unusual = headers.filter(([name]) => !/^(?:authorization|content-type)$/i.test(name)).length + (framing === 'chunked' ? 1 : 0)
  return 10 + Math.log2(1 + (body?.length ?? 0) + (raw?.length ?? 0)) + unusual + (end === null ? 2 : 0)
}

function counterexampleOf(history: History, { finding, last, exchanges, keepsConnection }: Story): Omit<Counterexample, 'shrinks'> {
  return {
    scenario: last?.scenario ?? 'the whole run',
    steps: exchanges.map((exchange) => {
      const step = stepOf(history, exchange, finding.exchanges.includes(exchange.id) ? finding.at : undefined)
      const before = exchange === last && keepsConnection ? exchanges.findLastIndex((other) => isOnConnectionOf(exchange, other)) : -1
      return before === -1 ? step : { ...step, what: `(on the connection of ${before + 1}) ${step.what}` }
    }),
    curl: curlOf(exchanges, (door) => history.door(door)?.url ?? 'http://localhost', {
      tokens: tokensOf(history, exchanges),
      isOneConnection: keepsConnection,
      ...provisionerIn(history.header.asked?.again),
    }),
  }
}

/** Tokens that the exchanges may name, in any spelling of their ids. */
function tokensOf(history: History, exchanges: readonly Exchange[]): readonly TokenRecord[] {
  const text = exchanges.map(({ request }) => `${request.target} ${JSON.stringify(request.headers)} ${request.body?.text ?? ''}`).join(' ')
  return history.issued.map(({ token }) => token).filter(({ id, alias }) => text.includes(`⟦${alias}`) || (id !== '' && text.includes(id)))
}

/** How the tokens were had, as the command that runs everything again has it; a shortened address can issue nothing. */
function provisionerIn(again: string | undefined): { readonly provisioner?: string } {
  const words: readonly string[] = again?.match(/(?:'[^']*'|"[^"]*"|\\.|[^\s'"\\])+/g) ?? []
  const flags = words.flatMap((word, index) => (provisionerFlags.has(word) ? [`${word} ${words[index + 1]}`] : []))
  return flags.some((flag) => flag.startsWith('--provisioner ') && !flag.includes('…')) ? { provisioner: flags.join(' ') } : {}
}

const provisionerFlags: ReadonlySet<string> = new Set(['--provisioner', '--provisioner-header', '--ca'])

function isOnConnectionOf(exchange: Exchange, other: Exchange): boolean {
  return other !== exchange && other.connection === exchange.connection
}

/** Most exchanges that are shown for what went before. */
const mostBefore = 4

/**
 * The exchanges of a finding. Where the judge needed but one, those before it in its case that named the same token belong to
 * the story: the answer may be a matter of what was asked earlier, and a copied command has to bring the token there.
 */
function shownFor(history: History, finding: Finding, last: Exchange | undefined): readonly Exchange[] {
  const own = finding.exchanges.flatMap((id) => history.exchange(id) ?? [])
  if (last === undefined || own.length > 1) return own
  const { names: named, credential } = readRequest(history, last)
  const bearer = credential.kind === 'token' && history.token(credential.alias)?.kind === 'revocable' ? [credential.alias] : []
  const subjects = [...named, ...bearer]
  const before = subjects.flatMap((alias) => timelineOf(history).life(alias)?.touches ?? []).map(({ exchange }) => exchange)
  const inCase = before.filter((exchange) => exchange.case === last.case && exchange.begin < last.begin && exchange !== last)
  return [...new Set([...inCase.toSorted((a, b) => a.begin - b.begin).slice(-mostBefore), ...own])]
}

/** What decides an outcome, besides the verdicts. */
export interface Circumstances {
  readonly selection: Selection
  /** Why the run ended early. */
  readonly stopped: string | undefined
  /** Entries of the baseline that no longer fail. */
  readonly stale: readonly KnownFailure[]
  /** Set where a single case was run again: what runs all of it. */
  readonly replayOf?: string
}

type Ending = Pick<RunResult, 'outcome' | 'headline' | 'exitCode'>

/** What is wrong with a baseline that knows failures which are none any more, and what to do. */
export function staleSentence(stale: readonly KnownFailure[]): string {
  const entries = stale.map(({ requirement, key }) => `${requirement} (${key})`)
  return `The baseline knows ${count(stale.length, 'failure')} that no longer fail: ${entries.join(', ')}. Remove them from it.`
}

/** The outcome, why, and the exit code that says so: see the table in DESIGN.md. */
export function outcomeOf(results: readonly RequirementResult[], { selection, stopped, stale, replayOf }: Circumstances): Ending {
  const failures = results.filter(({ verdict }) => verdict.kind === 'failed')
  const failed = failures.filter(
    ({ verdict }) => verdict.kind === 'failed' && verdict.findings.some(({ level, known }) => level === 'must' && known !== true),
  )
  const errored = results.filter(({ verdict }) => verdict.kind === 'errored')
  const missing = results.filter(({ level, verdict }) => level === 'must' && verdict.kind === 'not exercised' && !verdict.allowed)
  if (failed.length > 0) {
    const end = stopped === undefined ? '' : ` ${stopped}`
    return { outcome: 'not conformant', headline: `${count(failed.length, 'requirement')} failed: ${listed(failed)}.${end}`, exitCode: 1 }
  }
  if (stopped !== undefined) return { outcome: 'no conclusion', headline: stopped, exitCode: 3 }
  if (stale.length > 0) {
    return { outcome: 'not conformant', headline: staleSentence(stale), exitCode: 1 }
  }
  if (errored.length > 0) {
    const headline = `${count(errored.length, 'judge')} broke: ${listed(errored)}. This is a bug of the suite.`
    return { outcome: 'no conclusion', headline, exitCode: 3 }
  }
  if (replayOf !== undefined) {
    const headline = `Nothing failed in this case alone. What failed may need what ran beside it; the whole run again: dayzero-contract ${replayOf}`
    return { outcome: 'no conclusion', headline, exitCode: 3 }
  }
  if (missing.length > 0) {
    const headline = `${count(missing.length, 'requirement')} could not be exercised: ${listed(missing)}. Allow that with --allow-unexercised, or see why below.`
    return { outcome: 'no conclusion', headline, exitCode: 3 }
  }
  const passed = results.filter(({ verdict }) => verdict.kind === 'passed').length
  if (passed === 0 && failures.length === 0) {
    return { outcome: 'no conclusion', headline: 'Nothing of what is asked for was exercised, so nothing can be said.', exitCode: 3 }
  }
  if (failures.length > 0) {
    const headline = `${count(passed, 'requirement')} passed; ${count(failures.length, 'failure')} of the baseline remain: ${listed(failures)}.`
    return { outcome: 'partial', headline, exitCode: 0 }
  }
  const unexercised = results.some(({ level, verdict }) => level === 'must' && verdict.kind === 'not exercised')
  if (selection.only.length + selection.skip.length + selection.allowUnexercised.length > 0 || unexercised) {
    return {
      outcome: 'partial',
      headline: `What was asked for passed: ${count(passed, 'requirement')}. This is no statement about the whole contract.`,
      exitCode: 0,
    }
  }
  return { outcome: 'conformant', headline: `All ${count(passed, 'requirement')} passed.`, exitCode: 0 }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

function listed(results: readonly RequirementResult[]): string {
  const ids = results.map(({ id }) => id)
  return ids.length > 4 ? `${ids.slice(0, 3).join(', ')} and ${ids.length - 3} more` : ids.join(', ')
}

/** Counts and latencies of a run. */
export function factsOf(history: History, facts: Pick<RunFacts, 'target' | 'node'>): RunFacts {
  const { header, footer, exchanges, issued } = history
  const kinds = groupBy(issued, ({ token }) => token.kind)
  return {
    ...facts,
    suite: header.suite,
    contractDigest: header.contractDigest,
    doors: header.doors.map(({ url, operation }) => (operation === undefined ? url : `${operation} at ${url}`)),
    profile: header.profile,
    seed: header.seed,
    startedAt: header.startedAt,
    duration: Math.round(footer?.at ?? exchanges.at(-1)?.end ?? 0),
    requests: exchanges.length,
    connections: new Set(exchanges.map(({ connection }) => connection)).size,
    tokens: Object.fromEntries([...kinds].map(([kind, tokens]) => [kind, tokens.length])),
    propagation: header.propagation,
    complete: footer?.complete === true,
    races: racesIn(history),
    statuses: statusesOf(exchanges),
  }
}

function statusesOf(exchanges: readonly Exchange[]): RunFacts['statuses'] {
  const groups = groupBy(exchanges, ({ response, failure }) => (response === null ? (failure?.code ?? 'none') : String(response.status)))
  const sorted = [...groups].toSorted(([a], [b]) => a.localeCompare(b))
  return Object.fromEntries(
    sorted.map(([status, group]) => {
      const times = latenciesOf(group)
      const at = (share: number): number =>
        Math.round((times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0) * 100) / 100
      return [status, { count: group.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) }]
    }),
  )
}
