import type { RequestReading } from '../interpretation/request.ts'
import { isPlain, readRequest } from '../interpretation/request.ts'
import type { Exchange } from './events.ts'
import type { History } from './history.ts'
import { groupBy } from './group.ts'
import { derived } from './origin.ts'
import { firstAfter } from './search.ts'
import type { Life, Touch } from './timeline.ts'
import { beginOf, endOf, timelineOf } from './timeline.ts'

/** A token that was accepted, was refused with 401 later, and that no revocation had been allowed to end in between. */
export interface Death extends Suspects {
  readonly life: Life
  /** The last exchange in which it was accepted. */
  readonly lastAlive: Exchange
  /** The first in which it was refused. */
  readonly refused: Exchange
}

/** What was under way while a token may have died, and may have ended it although it should not have. */
export interface Suspects {
  /** Refused requests that named it: one of them had its effect all the same (I3). */
  readonly refusals: readonly Exchange[]
  /** Requests by another method that named it and were not refused. */
  readonly otherMethods: readonly Exchange[]
  /** Revocations of other tokens (I4). */
  readonly revocationsOfOthers: readonly Exchange[]
  /**
   * Other requests that a careless target may have taken for a revocation of this token: they named it in a query
   * or a body, were made with its credential, or had an id that is none, such as `%`. The most telling come last.
   */
  readonly strangers: readonly Exchange[]
}

/** Every death that no revocation explains, at most one for each token. What else explains it is asked in `lawful-ends.ts`. */
export const deathsIn: (history: History) => readonly Death[] = derived((history: History) =>
  [...timelineOf(history).lives].flatMap((life) => deathOf(history, life) ?? []),
)

/** The uses of a credential that prove something about it: complete, at rest of restarts, unusual in nothing. */
export function tellingUses(history: History, life: Life): readonly Exchange[] {
  return tellingUsesByAlias(history).get(life.token.alias) ?? []
}

const tellingUsesByAlias = derived((history: History): ReadonlyMap<string, readonly Exchange[]> => {
  const timeline = timelineOf(history)
  const tells = (use: Exchange): boolean =>
    use.end !== null && use.response !== null && !timeline.isUnsettled(use) && isTelling(use, readRequest(history, use))
  return new Map([...timeline.lives].map((life) => [life.token.alias, life.uses.filter(tells)]))
})

/** A refusal of `bearer` in another case says nothing about the token; its acceptance does. */
function isTelling(use: Exchange, reading: RequestReading): boolean {
  if (reading.credential.kind !== 'token' || !isPlain(reading)) return false
  return reading.credential.spelling === 'exact' || isAcceptance(use)
}

/** Whether a telling use shows that the credential was accepted. */
export function isAcceptance(use: Exchange): boolean {
  const status = use.response?.status ?? 0
  return status === 403 || status === 404 || (status >= 200 && status < 300)
}

function deathOf(history: History, life: Life): Death | undefined {
  const timeline = timelineOf(history)
  const lawful = life.touches.filter((touch) => touch.mayHaveRevoked && !isOtherMethod(touch))
  const firstLawful = Math.min(Number.POSITIVE_INFINITY, ...lawful.map((touch) => touch.exchange.begin))
  let lastAlive: Exchange | undefined
  for (const use of tellingUses(history, life)) {
    if (endOf(use) >= firstLawful) continue
    if (use.response?.status !== 401) {
      if (life.acceptedAt.has(use.door) && isAcceptance(use)) lastAlive = use
      continue
    }
    if (isAboutTheRequest(history, life, use)) continue
    const states = timeline.credentialStates(life.token.alias, use)
    if (states.has('expired') || states.has('not yet accepted') || lastAlive === undefined || endOf(lastAlive) >= use.begin) continue
    // Accepted again at the same door: it was not dead, and the refusal is a wrong answer.
    if (wasAcceptedAfter(history, life.token.alias, use)) return undefined
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
  const next = firstAfter(usesAtDoor(history, life.token.alias, refused.door), endOf(refused), beginOf)
  return next !== undefined && isAcceptance(next)
}

/** Whether a credential was accepted after a refusal at the same door, so that the refusal was no death. */
export function wasAcceptedAfter(history: History, alias: string, refused: Exchange): boolean {
  const last = usesAtDoor(history, alias, refused.door).findLast(isAcceptance)
  return last !== undefined && last.begin > endOf(refused)
}

/** Telling uses of a credential at one door, in order. */
function usesAtDoor(history: History, alias: string, door: string): readonly Exchange[] {
  return tellingUsesByDoor(history).get(alias)?.get(door) ?? []
}

const tellingUsesByDoor = derived(
  (history: History): ReadonlyMap<string, ReadonlyMap<string, readonly Exchange[]>> =>
    new Map([...tellingUsesByAlias(history)].map(([alias, uses]) => [alias, groupBy(uses, ({ door }) => door)])),
)

function describe(history: History, life: Life, lastAlive: Exchange, refused: Exchange): Death {
  const { strangers, ...suspects } = suspectsOf(history, life, lastAlive.begin, endOf(refused))
  const others = strangers.filter((exchange) => exchange !== refused && exchange !== lastAlive)
  return { life, lastAlive, refused, ...suspects, strangers: others }
}

/** Everything of the time between two instants that may have ended a token and should not have. */
export function suspectsOf(history: History, life: Life, from: number, to: number): Suspects {
  const meanwhile = (exchange: Exchange): boolean => exchange.begin < to && endOf(exchange) > from
  const touches = life.touches.filter((touch) => meanwhile(touch.exchange))
  return {
    refusals: touches.filter((touch) => !touch.mayHaveRevoked).map((touch) => touch.exchange),
    otherMethods: touches.filter((touch) => touch.mayHaveRevoked && isOtherMethod(touch)).map((touch) => touch.exchange),
    revocationsOfOthers: acknowledgements(history)
      .filter((touch) => touch.alias !== life.token.alias && meanwhile(touch.exchange))
      .map((touch) => touch.exchange),
    strangers: [
      ...oddIds(history).filter(meanwhile),
      ...life.uses.filter((use) => meanwhile(use) && !isProbe(history, use)),
      ...(namedElsewhere(history).get(life.token.alias) ?? []).filter(meanwhile),
    ],
  }
}

/** Requests for an id that is none, which may have been taken for a pattern. */
const oddIds = derived((history: History) =>
  history.exchanges.filter((exchange) => {
    const { route, target } = readRequest(history, exchange)
    return route === 'revoke' && target.kind === 'not a uuid' && exchange.response?.status !== 401
  }),
)

/** Requests that name a token's id in their query or body, by its alias. */
const namedElsewhere = derived((history: History): ReadonlyMap<string, readonly Exchange[]> => {
  const aliases = new Map(history.issued.map(({ token }) => [token.id, token.alias]))
  const named = history.exchanges.flatMap((exchange) => {
    const { target, body } = exchange.request
    const text = `${target.includes('?') ? decodedQuery(target) : ''} ${body?.text ?? ''}`
    const ids: readonly string[] = text.length > 36 ? (text.match(/[\w-]{8,64}/g) ?? []) : []
    return [...new Set(ids)].flatMap((id) => {
      const alias = aliases.get(id)
      return alias === undefined ? [] : [{ alias, exchange }]
    })
  })
  return new Map([...groupBy(named, ({ alias }) => alias)].map(([alias, group]) => [alias, group.map(({ exchange }) => exchange)]))
})

function decodedQuery(target: string): string {
  return new URLSearchParams(target.slice(target.indexOf('?'))).toString()
}

function isProbe(history: History, use: Exchange): boolean {
  const reading = readRequest(history, use)
  return isPlain(reading) && reading.target.kind !== 'token' && use.request.body === null
}

/** Every acknowledged revocation of a token, in order. */
const acknowledgements = derived((history: History) =>
  [...timelineOf(history).lives]
    .flatMap(({ token: { alias }, touches }) =>
      touches.filter(({ acknowledged }) => acknowledged).map(({ exchange }) => ({ alias, exchange })),
    )
    .toSorted((a, b) => a.exchange.begin - b.exchange.begin),
)

function isOtherMethod(touch: Touch): boolean {
  return touch.reading.route === 'other method' || touch.reading.route === 'options'
}
