import { answerOf, asObject } from '../interpretation/answer.ts'
import { revokedByNearMiss } from '../interpretation/near-miss.ts'
import { isPlain, readRequest } from '../interpretation/request.ts'
import { isAcceptance, tellingUses } from './deaths.ts'
import type { Exchange } from './events.ts'
import type { History } from './history.ts'
import { groupBy } from './group.ts'
import { derived } from './origin.ts'
import type { Life } from './timeline.ts'
import { firstAfter, lastUpTo } from './search.ts'
import { beginOf, endOf, timelineOf } from './timeline.ts'

/** `unclear`: the answer neither shows life nor is a 401, or the door does not tell garbage from a token. */
export type Reaction = 'accepted' | 'rejected' | 'unclear'

/** One use of a credential after its token was certainly dead. */
export interface UseAfterDeath {
  readonly life: Life
  readonly exchange: Exchange
  readonly answer: Reaction
}

/** Every use of a certainly dead credential that got a complete answer, in order. */
export const usesAfterDeath: (history: History) => readonly UseAfterDeath[] = derived((history: History) => {
  const timeline = timelineOf(history)
  const uses: UseAfterDeath[] = []
  for (const life of timeline.lives) {
    if (!Number.isFinite(life.ack)) continue
    for (const exchange of life.uses) {
      const states = timeline.credentialStates(life.token.alias, exchange)
      if (!states.has('dead') || states.size > 1 || exchange.response === null || exchange.end === null) continue
      if (timeline.isUnsettled(exchange)) continue
      uses.push({ life, exchange, answer: reactionTo(history, exchange) })
    }
  }
  return uses.toSorted((a, b) => a.exchange.begin - b.exchange.begin)
})

/** How the credential of a complete exchange fared, going by its answer alone. */
export function reactionTo(history: History, exchange: Exchange): Reaction {
  const status = exchange.response?.status ?? 0
  if (status === 401) return 'rejected'
  if (!garbageIsRefusedAround(history, exchange)) return 'unclear'
  const reading = readRequest(history, exchange)
  // Other methods and paths may be answered 2xx to anybody, CORS preflights for one.
  if (status >= 200 && status < 300 && (reading.route === 'revoke' || reading.route === 'probe')) return 'accepted'
  if (status === 201 && (reading.route === 'trailing slash' || revokedByNearMiss(history, exchange, reading) !== undefined))
    return 'accepted'
  return isPlain(reading) && liveShapes(history).get(exchange.door)?.has(shapeOf(exchange)) === true ? 'accepted' : 'unclear'
}

/**
 * Whether a door tells a made-up credential from a token around an exchange: the nearest such attempts before and after
 * it were refused with 401, and there is at least one (rule 10: a gateway's own 404 looks like life).
 */
export function garbageIsRefusedAround(history: History, exchange: Exchange): boolean {
  const { target } = readRequest(history, exchange)
  const attempts = garbageAttempts(history).get(`${exchange.door} ${target.kind === 'unknown uuid'}`) ?? []
  const before = lastUpTo(attempts, exchange.begin, beginOf, (attempt) => endOf(attempt) < exchange.begin)
  const after = firstAfter(attempts, endOf(exchange), beginOf)
  const nearest = [before, after].filter((attempt) => attempt !== undefined)
  // Nobody tries made-up credentials on purpose in the traffic of others; that none was tried casts no doubt on the door.
  const isTold = nearest.length > 0 || history.header.witnessed === true
  return isTold && nearest.every((attempt) => attempt.response?.status === 401)
}

const garbageAttempts = derived((history: History): ReadonlyMap<string, readonly Exchange[]> => {
  const attempts = history.exchanges.filter((exchange) => {
    const reading = readRequest(history, exchange)
    const isGarbage = reading.credential.kind === 'unknown' && reading.credential.sameBytes !== true
    return isGarbage && isPlain(reading) && exchange.end !== null && (exchange.response?.status ?? 429) !== 429
  })
  // Whoever looks the id up first tells nothing by its answer about an id that nobody has.
  const onUnknown = attempts.filter((exchange) => readRequest(history, exchange).target.kind === 'unknown uuid')
  return new Map([...groupBy(attempts, ({ door }) => `${door} false`), ...groupBy(onUnknown, ({ door }) => `${door} true`)])
})

/** What the certainly live were answered when they were accepted, by door. */
const liveShapes = derived((history: History): ReadonlyMap<string, ReadonlySet<string>> => {
  const timeline = timelineOf(history)
  const shapes = new Map<string, Set<string>>()
  for (const life of timeline.lives) {
    for (const exchange of tellingUses(history, life).filter(isAcceptance)) {
      const states = timeline.credentialStates(life.token.alias, exchange)
      // The very first acceptance is not certain by itself; that it was accepted is what makes it a live shape.
      const isBeforeAll = life.isOpen && endOf(exchange) < life.first
      if ((states.has('dead') && !isBeforeAll) || states.has('expired')) continue
      shapes.set(exchange.door, (shapes.get(exchange.door) ?? new Set<string>()).add(shapeOf(exchange)))
    }
  }
  return shapes
})

/** Status, media type and top-level keys: what tells one layer's answer from another's. */
function shapeOf(exchange: Exchange): string {
  if (exchange.response === null) return 'none'
  const { status, mediaType, body } = answerOf(exchange.response)
  const keys =
    body.kind === 'json'
      ? Object.keys(asObject(body.value) ?? {})
          .toSorted()
          .join(',')
      : body.kind
  return `${status} ${mediaType} ${keys}`
}
