import type { Exchange } from '../history/events.ts'
import type { History } from '../history/history.ts'
import { derived } from '../history/origin.ts'
import type { CredentialState, TargetState, Timeline } from '../history/timeline.ts'
import { timelineOf } from '../history/timeline.ts'
import { isAboutTheRequest } from '../history/deaths.ts'
import { mayHaveEnded } from '../history/lawful-ends.ts'
import type { Credential } from './credential.ts'
import type { Due, Standing } from './due.ts'
import { dueOf, standingOf } from './due.ts'
import type { RequestReading } from './request.ts'
import { readRequest } from './request.ts'
import { revokedByNearMiss } from './near-miss.ts'
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

const leniency: readonly Standing[] = ['accepted', 'warned', 'inconclusive', 'minor breach', 'breach']

function assess(history: History, timeline: Timeline, exchange: Exchange): Assessment | undefined {
  if (exchange.response === null || exchange.end === null || timeline.isUnsettled(exchange)) return undefined
  const reading = readTogether(history, exchange)
  if (reading.route === 'probe' || exchange.request.framing === 'raw') return undefined
  const { status } = exchange.response
  const callers = callersOf(history, timeline, reading.credential, exchange)
  const states = targetStatesOf(history, timeline, reading, exchange).filter(
    (state, _, all) => all.length === 1 || mayExplain(state, status),
  )
  const dues = callers.flatMap((caller) => states.map((state) => dueOf(rowsFor(history, reading, caller, state))))
  const standings = dues.map((due) => standingOf(due, status))
  const standing = leniency.find((candidate) => standings.includes(candidate)) ?? 'accepted'
  const due = dues[standings.indexOf(standing)] ?? dueOf([routeRows.otherPath])
  const denied = status === 401 && (standing === 'breach' || standing === 'minor breach')
  const life = reading.credential.kind === 'token' ? timeline.life(reading.credential.alias) : undefined
  const deniedLive =
    denied && life !== undefined && callers.every(({ state }) => state === 'live') && !isAboutTheRequest(history, life, exchange)
  return { exchange, reading, status, dues, standing, due, certain: dues.length === 1, deniedLive }
}

/** What a request was, and its answer shows it to have been. */
function readTogether(history: History, exchange: Exchange): RequestReading {
  const reading = readRequest(history, exchange)
  const alias = revokedByNearMiss(history, exchange, reading)
  return alias === undefined ? reading : { ...reading, target: { kind: 'token', alias, spelling: 'exact' } }
}

/** A token that is perhaps not there yet is answered as one that nobody has: any other answer has another reason. */
function mayExplain(state: TargetState, status: number): boolean {
  return state !== 'not yet accepted' || [...targetRows.unknown.accept, ...targetRows.unknown.warn].includes(status)
}

/** The caller under one assumption about its credential. `rows` are what the credential itself asks for. */
interface Caller {
  readonly state: 'live' | 'bad'
  readonly alias?: string
  readonly rows: readonly Row[]
}

function callersOf(history: History, timeline: Timeline, credential: Credential, exchange: Exchange): readonly Caller[] {
  switch (credential.kind) {
    case 'none':
      return [{ state: 'bad', rows: [isSpoofed(history, exchange) ? credentialRows.spoofed : credentialRows.none] }]
    case 'unknown': {
      const original = credential.sameBytes === true && credential.of !== undefined ? credential.of : undefined
      const asGood =
        original === undefined ? [] : callersOf(history, timeline, { kind: 'token', alias: original, spelling: 'exact' }, exchange)
      return [{ state: 'bad', rows: [credentialRows.unknown] }, ...asGood]
    }
    case 'malformed':
      return [{ state: 'bad', rows: [credential.overlong ? credentialRows.overlong : credentialRows.malformed] }]
    case 'several': {
      const bad = credential.parts.every((part) => callersOf(history, timeline, part, exchange).every(({ state }) => state === 'bad'))
      return [{ state: 'bad', rows: [bad ? credentialRows.severalBad : credentialRows.several] }]
    }
    case 'token': {
      const loose = { exact: [], scheme: [credentialRows.otherScheme], spacing: [credentialRows.spacing] }[credential.spelling]
      return [...timeline.credentialStates(credential.alias, exchange)].map((state) => callerOf(credential.alias, state, loose))
    }
    default:
      throw new RangeError('unreachable')
  }
}

/** Fields by which proxies tell the services behind them who is calling, and from where. */
const proxyFields =
  /^(?:forwarded|x-forwarded-(?:for|user|email)|x-(?:real|client)-ip|(?:x-)?remote-user|x-auth-request-.*|x-webauth-user)$/i

/** In the traffic of others a proxy may well have set them. */
function isSpoofed({ header }: History, { request }: Exchange): boolean {
  return header.witnessed !== true && request.headers.some(([name]) => proxyFields.test(name))
}

function callerOf(alias: string, state: CredentialState, loose: readonly Row[]): Caller {
  if (state === 'live') return { state: 'live', alias, rows: loose }
  const rows = { dead: credentialRows.revoked, expired: credentialRows.expired, 'not yet accepted': credentialRows.unknown }
  return { state: 'bad', alias, rows: [rows[state], ...loose] }
}

function targetStatesOf(history: History, timeline: Timeline, { target }: RequestReading, exchange: Exchange): readonly TargetState[] {
  if (target.kind !== 'token') return ['live']
  const states = new Set(timeline.targetStates(target.alias, exchange))
  if (states.has('live') && mayHaveEnded(history, target.alias, exchange)) states.add('revoked')
  return [...states]
}

function rowsFor(history: History, reading: RequestReading, caller: Caller, state: TargetState): readonly Row[] {
  if (reading.route === 'other method') return [routeRows.otherMethod]
  if (reading.route === 'options') return [routeRows.options]
  if (reading.route === 'other path' && reading.target.kind === 'none') return [routeRows.otherPath]
  const path = { 'trailing slash': [routeRows.trailingSlash], 'other path': [routeRows.nearMiss], revoke: [], probe: [] }[reading.route]
  const body = reading.body.traits.map((trait) => (trait === 'wrong type' && caller.state === 'bad' ? strangersWrongType : bodyRows[trait]))
  const syntax = syntaxRows(reading)
  const permission = caller.state === 'live' ? permissionRowsFor(history, reading, caller.alias ?? '', state) : []
  return [...caller.rows, ...syntax, ...body, ...path, ...permission]
}

function syntaxRows({ target }: RequestReading): readonly Row[] {
  if (target.kind === 'token') return target.spelling === 'other' ? [targetRows.otherSpelling] : []
  if (target.kind === 'not a uuid') return [target.overlong ? targetRows.overlong : targetRows.notAUuid]
  return target.kind === 'unknown uuid' && !target.likeIssued ? [targetRows.oddUuid] : []
}

/** What is due to a live caller for what it wants to do; none where the id's own row says it all. */
function permissionRowsFor(history: History, { target }: RequestReading, caller: string, state: TargetState): readonly Row[] {
  const mayRevoke = history.token(caller)?.kind === 'manager'
  const isUnknown = (alias: string): boolean => history.token(alias)?.kind === 'unknown'
  if (isUnknown(caller) || (target.kind === 'token' && isUnknown(target.alias))) return [permissionRows.unclear]
  if (target.kind === 'unknown uuid' && target.likeIssued) return [mayRevoke ? targetRows.unknown : permissionRows.foreignUnknown]
  if (target.kind !== 'token') return mayRevoke ? [] : [permissionRows.foreignUnknown]
  if (target.alias === caller) return [permissionRows.self]
  const of = history.token(target.alias)?.kind
  if (history.token(caller)?.kind === 'outsider') return [state === 'revoked' ? permissionRows.foreignRevoked : permissionRows.foreign]
  if (!mayRevoke || of === 'manager' || of === 'outsider') return [permissionRows.unclear]
  return [
    {
      live: permissionRows.success,
      revoked: permissionRows.repeat,
      expired: permissionRows.expiredTarget,
      'not yet accepted': targetRows.unknown,
    }[state],
  ]
}
