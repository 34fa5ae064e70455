import { readRequest } from '../interpretation/request.ts'
import type { Death } from './deaths.ts'
import { deathsIn, isAcceptance, tellingUses } from './deaths.ts'
import type { Exchange, Issued, TokenKind, TokenRecord } from './events.ts'
import type { History } from './history.ts'
import { memoized } from './memo.ts'
import type { Life } from './timeline.ts'
import { endOf, timelineOf } from './timeline.ts'

/**
 * What ends tokens that nobody revoked and breaks no promise of the contract: another token of the same owner, a lifetime
 * that was not announced, a target that locks everybody out. Rules 7, 8 and 11.
 */
export function isLawful(history: History, death: Death): boolean {
  return overlapsAnIssue(history, death) || mayBeExpiry(history, death) || mayBeLockout(history, death)
}

/** Whether a token that an exchange names may have come to such an end by then, whether or not its death was seen. */
export function mayHaveEnded(history: History, alias: string, exchange: Exchange): boolean {
  const life = timelineOf(history).life(alias)
  if (life === undefined) return false
  const seen = tellingUses(history, life).findLast((use) => isAcceptance(use) && endOf(use) < exchange.begin)
  const since = seen?.begin ?? history.issue(alias)?.begin ?? 0
  return mayHaveBeenRotated(history, life.token, since, endOf(exchange)) || mayHaveOutlived(history, life, since, endOf(exchange))
}

/** Some systems rotate: they retire a token when another is issued to the same owner, in a later answer of the provisioner. */
export function overlapsAnIssue(history: History, { life, lastAlive, refused }: Death): boolean {
  return mayHaveBeenRotated(history, life.token, lastAlive.begin, endOf(refused))
}

function mayHaveBeenRotated(history: History, token: TokenRecord, from: number, to: number): boolean {
  const ownerOf = ({ owner, email }: TokenRecord): string | undefined => owner ?? email
  const owner = ownerOf(token)
  const batch = history.issue(token.alias)?.batch
  return history.issued.some((issued) => {
    // What the provisioner hands out at once is alive at once.
    if (issued.batch === batch || issued.begin > to || issued.end < from) return false
    return owner === undefined || ownerOf(issued.token) === undefined || ownerOf(issued.token) === owner
  })
}

function mayBeExpiry(history: History, { life }: Death): boolean {
  return isUnderLifetime(history, life.token)
}

function mayHaveOutlived(history: History, life: Life, since: number, at: number): boolean {
  if (!isUnderLifetime(history, life.token)) return false
  const { age, rest } = lifetimes(history).get(life.token.kind) ?? {}
  return (age !== undefined && at - (history.issue(life.token.alias)?.begin ?? 0) > age) || (rest !== undefined && at - since > rest)
}

/** Whether the untouched control of its batch died, too, and a lifetime of its kind explains all that was seen. */
function isUnderLifetime(history: History, token: TokenRecord): boolean {
  const issue = history.issue(token.alias)
  if (issue === undefined || token.expiresAt !== undefined) return false
  const controls = history.issued.filter((issued) => issued.control && issued.batch === issue.batch)
  const { age, rest } = lifetimes(history).get(token.kind) ?? {}
  return (age !== undefined || rest !== undefined) && controls.some((control) => isGone(history, control))
}

/** Whether a control was refused when it was last asked; that may have been the first time. */
function isGone(history: History, { token }: Issued): boolean {
  const life = timelineOf(history).life(token.alias)
  return life !== undefined && tellingUses(history, life).at(-1)?.response?.status === 401
}

/** The greatest age, and the longest time without a use, at which tokens of a kind and without `expires_at` were still alive. */
interface Lifetime {
  /** `undefined` where tokens died younger than others were seen alive. */
  readonly age?: number
  /** `undefined` where tokens died after a shorter rest than others survived. */
  readonly rest?: number
}

const lifetimes = memoized((history: History): ReadonlyMap<TokenKind, Lifetime> => {
  const deaths = deathsIn(history)
  return new Map([...new Set(deaths.map(({ life }) => life.token.kind))].map((kind) => [kind, lifetimeOf(history, kind, deaths)]))
})

function lifetimeOf(history: History, kind: TokenKind, deaths: readonly Death[]): Lifetime {
  const isOfKind = ({ token }: Life): boolean => token.kind === kind && token.expiresAt === undefined
  const lives = [...timelineOf(history).lives].filter(isOfKind)
  const ofKind = deaths.filter(({ life }) => isOfKind(life))
  const issueOf = ({ token }: Life): Issued | undefined => history.issue(token.alias)
  const alive = lives.flatMap((life) => {
    const issued = issueOf(life)?.end ?? 0
    return tellingUses(history, life)
      .filter(isAcceptance)
      .map((use) => ({ age: use.begin - issued, rest: use.begin - lastUseBefore(life, use, issued) }))
  })
  const age = Math.max(0, ...alive.map((one) => one.age))
  const rest = Math.max(0, ...alive.map((one) => one.rest))
  const diedAt = Math.min(...ofKind.map(({ life, refused }) => endOf(refused) - (issueOf(life)?.begin ?? 0)))
  const diedAfter = Math.min(...ofKind.map(({ lastAlive, refused }) => endOf(refused) - lastAlive.begin))
  return { ...(age <= diedAt ? { age } : {}), ...(rest <= diedAfter ? { rest } : {}) }
}

/** When the credential was last in use, for all we know: whatever had no answer may have arrived at any time. */
function lastUseBefore({ uses }: Life, use: Exchange, issued: number): number {
  return Math.max(issued, ...uses.filter((other) => other.begin <= use.begin && other !== use).map(endOf))
}

/** From how many refused credentials on it is thinkable that a target locks everybody out. */
const lockout = 5

/**
 * A target that saw many bad credentials may lock everybody out: from then on nobody is accepted at that door. A manager that
 * was never touched and never acted is the witness.
 */
function mayBeLockout(history: History, { refused }: Death): boolean {
  if ((lastAcceptances(history).get(refused.door) ?? 0) > endOf(refused)) return false
  if (!deathsIn(history).some((other) => isUntouchedManager(history, other) && other.lastAlive.begin <= endOf(refused))) return false
  const bad = history.exchanges.filter(({ begin, end, response }) => begin <= endOf(refused) && (end === null || response?.status === 401))
  return bad.length > lockout
}

/** When the last credential that was accepted at a door was presented there. */
const lastAcceptances = memoized((history: History): ReadonlyMap<string, number> => {
  const last = new Map<string, number>()
  for (const life of timelineOf(history).lives) {
    for (const { door, begin } of tellingUses(history, life).filter(isAcceptance)) last.set(door, Math.max(begin, last.get(door) ?? begin))
  }
  return last
})

function isUntouchedManager(history: History, { life, refused }: Death): boolean {
  if (life.token.kind !== 'manager') return false
  const acts = life.uses.filter((use) => readRequest(history, use).target.kind === 'token')
  return [...acts, ...life.touches.map((touch) => touch.exchange)].every((exchange) => exchange.begin > endOf(refused))
}
