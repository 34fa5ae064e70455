import type { Exchange } from '../history/events.ts'
import type { History } from '../history/history.ts'
import { memoized } from '../history/memo.ts'
import { derived } from '../history/origin.ts'
import type { CredentialState, TargetState, Timeline } from '../history/timeline.ts'
import { timelineOf } from '../history/timeline.ts'
import { isAboutTheRequest } from '../history/deaths.ts'
import { mayHaveEnded } from '../history/lawful-ends.ts'
import type { Credential } from './credential.ts'
import type { Combination, Due, Standing } from './due.ts'
import { combinationOf, dueOf, standingOf } from './due.ts'
import type { RequestReading } from './request.ts'
import { readRequest } from './request.ts'
import { revokedByNearMiss } from './near-miss.ts'
import type { Route } from './target.ts'
import type { Row } from './rows.ts'
import { bodyRows, credentialRows, permissionRows, routeRows, strangersWrongType, targetRows } from './rows.ts'

/** What a complete answer's status means, given everything its token and its caller may have been meanwhile: rule 3. */
export interface Assessment {
  readonly exchange: Exchange
  readonly reading: RequestReading
  readonly status: number
  /** One for each combination of states that is possible. */
  readonly dues: readonly Due[]
  /** The most lenient standing over all of them. */
  readonly standing: Standing
  /** The due by which a breach is explained; the first combination's. */
  readonly due: Due
  /** Whether only one combination was possible, so that the situation is known. */
  readonly certain: boolean
  /** The certainly live credential itself was refused with 401: judged as a wrong death, never as a wrong status. */
  readonly deniedLive: boolean
}

/** Every complete answer of the run, in order; what came around a restart is left out. */
export const assessmentsOf: (history: History) => readonly Assessment[] = derived((history: History) => {
  const timeline = timelineOf(history)
  return history.exchanges.flatMap((exchange) => assess(history, timeline, exchange) ?? [])
})

function assess(history: History, timeline: Timeline, exchange: Exchange): Assessment | undefined {
  if (exchange.response === null || exchange.end === null || timeline.isUnsettled(exchange)) return undefined
  const reading = readTogether(history, exchange)
  if (reading.route === 'probe' || exchange.request.framing === 'raw') return undefined
  const { status } = exchange.response
  const callers = callersOf(history, timeline, reading.credential, exchange)
  const dues = duesOf(history, reading, callers, targetStatesOf(history, timeline, reading, exchange), status)
  const [due, standing] = mostLenient(dues, status)
  const denied = status === 401 && (standing === 'breach' || standing === 'minor breach')
  const life = denied && reading.credential.kind === 'token' ? timeline.life(reading.credential.alias) : undefined
  const deniedLive = life !== undefined && callers.every(({ state }) => state === 'live') && !isAboutTheRequest(history, life, exchange)
  return { exchange, reading, status, dues, standing, due, certain: dues.length === 1, deniedLive }
}

/** What a request was, and its answer shows it to have been. */
function readTogether(history: History, exchange: Exchange): RequestReading {
  const reading = readRequest(history, exchange)
  const alias = revokedByNearMiss(history, exchange, reading)
  return alias === undefined ? reading : { ...reading, target: { kind: 'token', alias, spelling: 'exact' } }
}

/** One for each caller and each state that explains the answer; nearly always there is one of each. */
function duesOf(
  history: History,
  reading: RequestReading,
  callers: readonly Caller[],
  states: readonly TargetState[],
  status: number,
): readonly Due[] {
  const explaining = states.length === 1 ? states : states.filter((state) => mayExplain(state, status))
  const duesTo = (caller: Caller): readonly Due[] => explaining.map((state) => dueFor(history, reading, caller, state))
  const only = callers.length === 1 ? callers[0] : undefined
  return only === undefined ? callers.flatMap(duesTo) : duesTo(only)
}

/** A token that is perhaps not there yet is answered as one that nobody has: any other answer has another reason. */
function mayExplain(state: TargetState, status: number): boolean {
  return state !== 'not yet accepted' || targetRows.unknown.accept.includes(status) || targetRows.unknown.warn.includes(status)
}

const leniency: readonly Standing[] = ['accepted', 'warned', 'inconclusive', 'minor breach', 'breach']

/** The first of those under which an answer stands best. */
function mostLenient(dues: readonly Due[], status: number): readonly [Due, Standing] {
  const [first = dueOf([routeRows.otherPath])] = dues
  let best: readonly [Due, Standing] = [first, standingOf(first, status)]
  for (const due of dues) {
    if (due === best[0]) continue
    const standing = standingOf(due, status)
    if (leniency.indexOf(standing) < leniency.indexOf(best[1])) best = [due, standing]
  }
  return best
}

/** The caller under one assumption about its credential. `rows` are what the credential itself asks for. */
interface Caller {
  readonly state: 'live' | 'bad'
  readonly rows: Combination
}

function callersOf(history: History, timeline: Timeline, credential: Credential, exchange: Exchange): readonly Caller[] {
  switch (credential.kind) {
    case 'none':
      return bad[isSpoofed(history, exchange) ? 'spoofed' : 'none']
    case 'unknown': {
      const original = credential.sameBytes === true ? credential.of : undefined
      return original === undefined
        ? bad.unknown
        : [...bad.unknown, ...callersOf(history, timeline, { kind: 'token', alias: original, spelling: 'exact' }, exchange)]
    }
    case 'malformed':
      return bad[credential.overlong ? 'overlong' : 'malformed']
    case 'several': {
      const isBad = credential.parts.every((part) => callersOf(history, timeline, part, exchange).every(({ state }) => state === 'bad'))
      return bad[isBad ? 'severalBad' : 'several']
    }
    case 'token':
      return callersIn(timeline.credentialStates(credential.alias, exchange))[credential.spelling]
    default:
      throw new RangeError('unreachable')
  }
}

/** Fields by which proxies tell the services behind them who is calling, and from where. */
const proxyFields =
  /^(?:forwarded|x-forwarded-(?:for|user|email)|x-(?:real|client)-ip|(?:x-)?remote-user|x-auth-request-.*|x-webauth-user)$/i

/** In the traffic of others a proxy may well have set them. */
function isSpoofed({ header }: History, { request }: Exchange): boolean {
  return header.witnessed !== true && request.headers.some((field) => proxyFields.test(field[0]))
}

/** Whose credential is worth nothing, whatever else is so. */
const bad = {
  none: badBy(credentialRows.none),
  spoofed: badBy(credentialRows.spoofed),
  unknown: badBy(credentialRows.unknown),
  malformed: badBy(credentialRows.malformed),
  overlong: badBy(credentialRows.overlong),
  several: badBy(credentialRows.several),
  severalBad: badBy(credentialRows.severalBad),
}

function badBy(row: Row): readonly Caller[] {
  return [{ state: 'bad', rows: combinationOf([row]) }]
}

/** Who may present a token whose credential may be in some states: the same for one of the few sets of them. */
const callersIn = memoized((states: ReadonlySet<CredentialState>) => {
  const spelled = (...rows: readonly Row[]): readonly Caller[] => Array.from(states, (state) => callerIn(state, rows))
  return { exact: spelled(), scheme: spelled(credentialRows.otherScheme), spacing: spelled(credentialRows.spacing) }
})

function callerIn(state: CredentialState, loose: readonly Row[]): Caller {
  if (state === 'live') return { state: 'live', rows: combinationOf(loose) }
  const rows = { dead: credentialRows.revoked, expired: credentialRows.expired, 'not yet accepted': credentialRows.unknown }
  return { state: 'bad', rows: combinationOf([rows[state], ...loose]) }
}

function targetStatesOf(history: History, timeline: Timeline, { target }: RequestReading, exchange: Exchange): readonly TargetState[] {
  if (target.kind !== 'token') return onlyLive
  const states = timeline.targetStates(target.alias, exchange)
  const listed = listOf(states)
  return states.has('live') && !states.has('revoked') && mayHaveEnded(history, target.alias, exchange) ? [...listed, 'revoked'] : listed
}

const onlyLive: readonly TargetState[] = ['live']
const listOf = memoized((states: ReadonlySet<TargetState>): readonly TargetState[] => [...states])

function dueFor(history: History, reading: RequestReading, caller: Caller, state: TargetState): Due {
  const { route, target, body } = reading
  if (route === 'other method') return dueOf([routeRows.otherMethod])
  if (route === 'options') return dueOf([routeRows.options])
  if (route === 'other path' && target.kind === 'none') return dueOf([routeRows.otherPath])
  let rows = caller.rows
  const add = (row: Row | undefined): void => {
    if (row !== undefined) rows = rows.with(row)
  }
  add(syntaxRow(reading))
  for (const trait of body.traits) add(trait === 'wrong type' && caller.state === 'bad' ? strangersWrongType : bodyRows[trait])
  add(pathRows[route])
  if (caller.state === 'live') add(permissionRow(history, reading, state))
  return rows.due
}

const pathRows: Readonly<Partial<Record<Route, Row>>> = { 'trailing slash': routeRows.trailingSlash, 'other path': routeRows.nearMiss }

function syntaxRow({ target }: RequestReading): Row | undefined {
  if (target.kind === 'token') return target.spelling === 'other' ? targetRows.otherSpelling : undefined
  if (target.kind === 'not a uuid') return target.overlong ? targetRows.overlong : targetRows.notAUuid
  return target.kind === 'unknown uuid' && !target.likeIssued ? targetRows.oddUuid : undefined
}

/** What is due to a live caller for what it wants to do; none where the id's own row says it all. */
function permissionRow(history: History, { credential, target }: RequestReading, state: TargetState): Row | undefined {
  const caller = aliasIn(credential)
  const kind = history.token(caller)?.kind
  const of = target.kind === 'token' ? history.token(target.alias)?.kind : undefined
  if (kind === 'unknown' || of === 'unknown') return permissionRows.unclear
  const mayRevoke = kind === 'manager'
  if (target.kind === 'unknown uuid' && target.likeIssued) return mayRevoke ? targetRows.unknown : permissionRows.foreignUnknown
  if (target.kind !== 'token') return mayRevoke ? undefined : permissionRows.foreignUnknown
  if (target.alias === caller) return permissionRows.self
  if (kind === 'outsider') return state === 'revoked' ? permissionRows.foreignRevoked : permissionRows.foreign
  if (!mayRevoke || of === 'manager' || of === 'outsider') return permissionRows.unclear
  return managersRows[state]
}

/** The token of a caller that may be live. */
function aliasIn(credential: Credential): string {
  if (credential.kind === 'token') return credential.alias
  return credential.kind === 'unknown' ? (credential.of ?? '') : ''
}

/** By what the target may be. */
const managersRows: Readonly<Record<TargetState, Row>> = {
  live: permissionRows.success,
  revoked: permissionRows.repeat,
  expired: permissionRows.expiredTarget,
  'not yet accepted': targetRows.unknown,
}
