import { isPlain, readRequest } from '../interpretation/request.ts'
import type { Exchange } from './events.ts'
import type { History } from './history.ts'
import { memoized } from './memo.ts'
import type { Life, Touch } from './timeline.ts'
import { endOf, timelineOf } from './timeline.ts'

/** A token that was accepted, was refused with 401 later, and that nothing had been allowed to kill in between. */
export interface WrongDeath {
  readonly life: Life
  /** The last exchange in which it was accepted. */
  readonly lastAlive: Exchange
  /** The first in which it was refused. */
  readonly refused: Exchange
  /** Refused requests that named it, up to its death: one of them had its effect all the same (I3). */
  readonly refusals: readonly Exchange[]
  /** Requests by another method that named it and were not refused. */
  readonly otherMethods: readonly Exchange[]
  /** Revocations of other tokens between `lastAlive` and `refused` (I4). */
  readonly revocationsOfOthers: readonly Exchange[]
}

/** How many refused credentials make it thinkable that a target locks everybody out. */
const lockout = 5

/**
 * Every wrong death that a target's expiry, lockout, restart or token rotation cannot explain: rules 4, 7, 8, 10 and 11.
 * A death found here is a breach; which request is to blame is what its lists are for.
 */
export const wrongDeathsOf: (history: History) => readonly WrongDeath[] = memoized((history: History) => {
  const deaths = deathsIn(history)
  return deaths.filter(
    (death) => !overlapsAnIssue(history, death) && !mayBeExpiry(history, death, deaths) && !mayBeLockout(history, death, deaths),
  )
})

/**
 * Aliases of tokens that died while another was issued to the same owner. Some systems rotate, so this proves nothing; the
 * same requests on fresh tokens, without an issue, would.
 */
export const deathsDuringAnIssue: (history: History) => readonly string[] = memoized((history: History) =>
  deathsIn(history)
    .filter((death) => overlapsAnIssue(history, death))
    .map((death) => death.life.token.alias),
)

/** Whether a token was refused for good, lawfully explained or not: such refusals are deaths, not wrong statuses. */
export function isDead(history: History, alias: string): boolean {
  return deathsIn(history).some((death) => death.life.token.alias === alias)
}

const deathsIn: (history: History) => readonly WrongDeath[] = memoized((history: History) =>
  [...timelineOf(history).lives].flatMap((life) => wrongDeath(history, life) ?? []),
)

function wrongDeath(history: History, life: Life): WrongDeath | undefined {
  const timeline = timelineOf(history)
  const lawful = life.touches.filter((touch) => touch.mayHaveRevoked && !isOtherMethod(touch))
  const firstLawful = Math.min(Number.POSITIVE_INFINITY, ...lawful.map((touch) => touch.exchange.begin))
  let lastAlive: Exchange | undefined
  for (const use of life.uses) {
    const reading = readRequest(history, use)
    if (use.end === null || use.response === null || timeline.isUnsettled(use) || !isPlain(reading)) continue
    // A refusal of `bearer` in another case says nothing about the token.
    if (reading.credential.kind !== 'token' || reading.credential.spelling !== 'exact') continue
    if (use.end >= firstLawful) return undefined
    if (use.response.status !== 401) {
      if (life.acceptedAt.has(use.door) && isAcceptance(use)) lastAlive = use
      continue
    }
    if (isAboutTheRequest(history, life, use)) continue
    const states = timeline.credentialStates(life.token.alias, use)
    if (states.has('expired') || states.has('not yet accepted') || lastAlive === undefined || endOf(lastAlive) >= use.begin) continue
    // Accepted again at the same door: it was not dead, and the refusal is a wrong answer.
    if (life.uses.some((later) => later.door === use.door && later.begin > endOf(use) && later.end !== null && isAcceptance(later)))
      return undefined
    return describe(history, life, lastAlive, use)
  }
  return undefined
}

/**
 * Whether a 401 was about what was asked for, and not about the credential: the request was more than a probe, and the
 * next ordinary use of the credential at the same door was accepted.
 */
export function isAboutTheRequest(history: History, life: Life, refused: Exchange): boolean {
  const asked = readRequest(history, refused)
  if (isPlain(asked) && asked.target.kind !== 'token') return false
  const next = life.uses.find((use) => {
    if (use.begin <= endOf(refused) || use.door !== refused.door || use.end === null || use.response === null) return false
    const reading = readRequest(history, use)
    return reading.credential.kind === 'token' && reading.credential.spelling === 'exact' && isPlain(reading)
  })
  return next !== undefined && isAcceptance(next)
}

function isAcceptance(use: Exchange): boolean {
  const status = use.response?.status ?? 0
  return status === 201 || status === 403 || status === 404 || (status >= 200 && status < 300)
}

function describe(history: History, life: Life, lastAlive: Exchange, refused: Exchange): WrongDeath {
  const meanwhile = (exchange: Exchange): boolean => exchange.begin < endOf(refused) && endOf(exchange) > lastAlive.begin
  const touches = life.touches.filter((touch) => meanwhile(touch.exchange))
  const others = [...timelineOf(history).lives].filter((other) => other !== life)
  return {
    life,
    lastAlive,
    refused,
    refusals: touches.filter((touch) => !touch.mayHaveRevoked).map((touch) => touch.exchange),
    otherMethods: touches.filter((touch) => touch.mayHaveRevoked && isOtherMethod(touch)).map((touch) => touch.exchange),
    revocationsOfOthers: others
      .flatMap((other) => other.touches)
      .filter((touch) => touch.acknowledged && meanwhile(touch.exchange))
      .map((touch) => touch.exchange)
      .toSorted((a, b) => a.begin - b.begin),
  }
}

function isOtherMethod(touch: Touch): boolean {
  return touch.reading.route === 'other method' || touch.reading.route === 'options'
}

/** Some systems rotate: they retire a token when another is issued to the same owner (rule 8). */
function overlapsAnIssue(history: History, { life, lastAlive, refused }: WrongDeath): boolean {
  const ownerOf = ({ owner, email }: Life['token']): string | undefined => owner ?? email
  const owner = ownerOf(life.token)
  return history.issued.some(
    ({ token, begin, end }) =>
      token.alias !== life.token.alias &&
      (owner === undefined || ownerOf(token) === undefined || ownerOf(token) === owner) &&
      begin < endOf(refused) &&
      end > lastAlive.begin,
  )
}

/**
 * Whether an unannounced time to live explains the death (rule 7): the untouched control of its batch died, too, and no
 * token of its kind was seen alive at a greater age than that at which one was found dead.
 */
function mayBeExpiry(history: History, death: WrongDeath, deaths: readonly WrongDeath[]): boolean {
  const issue = history.issue(death.life.token.alias)
  if (issue === undefined || issue.token.expiresAt !== undefined) return false
  const controls = history.issued.filter((issued) => issued.control && issued.batch === issue.batch)
  if (!controls.some(({ token }) => deaths.some((other) => other.life.token.alias === token.alias))) return false
  const ofKind = deaths.filter((other) => other.life.token.kind === death.life.token.kind)
  const deadAt = Math.min(...ofKind.map((other) => endOf(other.refused) - (history.issue(other.life.token.alias)?.begin ?? 0)))
  const aliveAt = Math.max(
    ...[...timelineOf(history).lives]
      .filter((life) => life.token.kind === death.life.token.kind)
      .flatMap((life) => life.uses.filter(isAcceptance).map((use) => use.begin - (history.issue(life.token.alias)?.end ?? 0))),
  )
  return aliveAt < deadAt
}

/** A target that saw many bad credentials may lock everybody out; the untouched manager is the witness (rule 11). */
function mayBeLockout(history: History, death: WrongDeath, deaths: readonly WrongDeath[]): boolean {
  const control = deaths.find((other) => other.life.token.kind === 'manager' && history.issue(other.life.token.alias)?.control === true)
  if (control === undefined || endOf(control.lastAlive) > death.refused.begin) return false
  const refused = history.exchanges.filter((exchange) => exchange.response?.status === 401 && endOf(exchange) < death.refused.begin)
  return refused.length >= lockout
}
