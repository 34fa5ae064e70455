import { readRequest } from '../interpretation/request.ts'
import type { Death } from './deaths.ts'
import { deathsIn, isAcceptance, tellingUses } from './deaths.ts'
import type { Exchange, Issued, TokenRecord } from './events.ts'
import type { History } from './history.ts'
import type { Issues } from './issues.ts'
import { groupBy } from './group.ts'
import { derived } from './origin.ts'
import { countUpTo, firstAfter, lastUpTo } from './search.ts'
import type { Life } from './timeline.ts'
import { beginOf, endOf, timelineOf } from './timeline.ts'

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
  const fits = (use: Exchange): boolean => isAcceptance(use) && endOf(use) < exchange.begin
  const seen = lastUpTo(tellingUses(history, life), exchange.begin, beginOf, fits)
  const since = seen?.begin ?? history.issue(alias)?.begin ?? 0
  // Whoever is let in afterwards had not come to an end.
  if (firstAfter(acceptances(history).get(alias) ?? [], endOf(exchange), beginOf) !== undefined) return false
  return mayHaveBeenRotated(history, life.token, since, endOf(exchange)) || mayHaveOutlived(history, life, since, endOf(exchange))
}

/** Of each token the telling uses in which it was let in, in order. */
const acceptances = derived(
  (history: History): ReadonlyMap<string, readonly Exchange[]> =>
    new Map([...timelineOf(history).lives].map((life) => [life.token.alias, tellingUses(history, life).filter(isAcceptance)])),
)

/** Some systems rotate: they retire a token when another is issued to the same owner, in a later answer of the provisioner. */
export function overlapsAnIssue(history: History, { life, lastAlive, refused }: Death): boolean {
  return mayHaveBeenRotated(history, life.token, lastAlive.begin, endOf(refused))
}

function mayHaveBeenRotated(history: History, token: TokenRecord, from: number, to: number): boolean {
  const owner = ownerOf(token)
  const { all, byOwner } = issueLists(history.issues)
  // What the provisioner hands out at once is alive at once.
  const isIssueIn = (list: IssueList | undefined): boolean => list?.reaches(from, to, history.issue(token.alias)?.batch) === true
  return owner === undefined ? isIssueIn(all) : isIssueIn(byOwner.get(owner)) || isIssueIn(byOwner.get(undefined))
}

function ownerOf({ owner, email }: TokenRecord): string | undefined {
  return owner ?? email
}

const issueLists = derived((issues: Issues) => {
  const inOrder = issues.all.toSorted((a, b) => a.begin - b.begin)
  const byOwner = groupBy(inOrder, ({ token }) => ownerOf(token))
  return { all: new IssueList(inOrder), byOwner: new Map([...byOwner].map(([owner, list]) => [owner, new IssueList(list)])) }
})

/** Issues in the order in which they began; a run has as many of them as tokens, and they are asked for at every exchange. */
class IssueList {
  readonly #issued: readonly Issued[]
  /** For each number of them, the two of different batches that ended last. */
  readonly #latest: (readonly Issued[])[] = [[]]

  constructor(issued: readonly Issued[]) {
    this.#issued = issued
    let latest: readonly Issued[] = []
    // Those of one answer share their times, so that most lists are the one before.
    for (const one of issued) this.#latest.push((latest = withOne(latest, one)))
  }

  /** Whether one of another batch was under way between two instants. */
  reaches(from: number, to: number, batch: number | undefined): boolean {
    const latest = this.#latest[countUpTo(this.#issued, to, ({ begin }) => begin)] ?? []
    return latest.some((one) => one.batch !== batch && one.end >= from)
  }
}

/** The two of different batches that ended last, of two such and one more. */
function withOne(latest: readonly Issued[], one: Issued): readonly Issued[] {
  const [last, other] = latest
  if (last === undefined) return [one]
  if (one.end > last.end) return last.batch === one.batch ? [one, ...latest.slice(1)] : [one, last]
  return one.batch !== last.batch && (other === undefined || one.end > other.end) ? [last, one] : latest
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
  const controls = controlsByBatch(history.issues).get(issue.batch) ?? []
  const { age, rest } = lifetimes(history).get(token.kind) ?? {}
  return (age !== undefined || rest !== undefined) && controls.some((control) => isGone(history, control))
}

const controlsByBatch = derived((issues: Issues) =>
  groupBy(
    issues.all.filter(({ control }) => control),
    ({ batch }) => batch,
  ),
)

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

const lifetimes = derived((history: History): ReadonlyMap<TokenRecord['kind'], Lifetime> => {
  const deaths = deathsIn(history)
  return new Map([...new Set(deaths.map(({ life }) => life.token.kind))].map((kind) => [kind, lifetimeOf(history, kind, deaths)]))
})

function lifetimeOf(history: History, kind: TokenRecord['kind'], deaths: readonly Death[]): Lifetime {
  const isOfKind = ({ token }: Life): boolean => token.kind === kind && token.expiresAt === undefined
  const lives = [...timelineOf(history).lives].filter(isOfKind)
  const ofKind = deaths.filter(({ life }) => isOfKind(life))
  const issueOf = ({ token }: Life): Issued | undefined => history.issue(token.alias)
  const alive = lives.flatMap((life) => {
    const issued = issueOf(life)?.end ?? 0
    const rests = restsBefore(life, issued)
    return tellingUses(history, life)
      .filter(isAcceptance)
      .map((use) => ({ age: use.begin - issued, rest: rests.get(use) ?? 0 }))
  })
  const age = greatest(alive.map((one) => one.age))
  const rest = greatest(alive.map((one) => one.rest))
  const diedAt = -greatest(
    ofKind.map(({ life, refused }) => (issueOf(life)?.begin ?? 0) - endOf(refused)),
    Number.NEGATIVE_INFINITY,
  )
  const diedAfter = -greatest(
    ofKind.map(({ lastAlive, refused }) => lastAlive.begin - endOf(refused)),
    Number.NEGATIVE_INFINITY,
  )
  return { ...(age <= diedAt ? { age } : {}), ...(rest <= diedAfter ? { rest } : {}) }
}

/** How long the credential had not been in use before each use, for all we know: whatever had no answer may have arrived at any time. */
function restsBefore({ uses }: Life, issued: number): ReadonlyMap<Exchange, number> {
  let lastUse = issued
  return new Map(
    uses.map((use, index) => {
      // Of several that began at once, each is in use when the others are.
      const rest = uses[index + 1]?.begin === use.begin ? 0 : use.begin - lastUse
      lastUse = Math.max(lastUse, endOf(use))
      return [use, rest]
    }),
  )
}

/** Spread into `Math.max`, so many values are too many arguments. */
function greatest(values: readonly number[], least = 0): number {
  return values.reduce((a, b) => Math.max(a, b), least)
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
const lastAcceptances = derived((history: History): ReadonlyMap<string, number> => {
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
