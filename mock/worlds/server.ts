import type { Handler } from '../http/handler.ts'
import { awayAnswer } from '../http/when-away.ts'
import { entryOf } from '../journal/entry.ts'
import type { Log } from '../journal/log.ts'
import type { Token } from '../model/token.ts'
import type { Answer } from '../pipeline/answer.ts'
import type { Exchange } from '../pipeline/exchange.ts'
import type { Readings } from '../readings/readings.ts'
import type { Delivery } from '../switches/delivery.ts'
import type { Behaviour } from './behaviour.ts'

export interface ServerOptions {
  readonly log: Log
  /** Milliseconds since 1970, by the clock of the world. */
  readonly now: () => number
  /** How the world behaves at this moment. */
  readonly behaviour: () => Behaviour
  /** Told the token that has just been revoked, and with which one. */
  readonly onRevocation: (target: Token, caller: Token) => void
  /** Holds an answer back for so many ms. */
  readonly pause: (milliseconds: number) => Promise<void>
  /** The header that tells a client whom it talks to. */
  readonly header: Readonly<Record<string, string>>
}

/** Answers the requests of one world to the contract, delivers the answers as its switches say, and writes its journal. */
export function serverOf({ log, now, behaviour, onRevocation, pause, header }: ServerOptions): Handler {
  const commonHeaders = commonHeadersOf(now, header)
  const joined = joinedHeaders()
  return async (request) => {
    const begun = performance.now()
    const current = behaviour()
    const { pipeline, readings, switches } = current
    const exchange = pipeline.open(request)
    const at = now()
    let answer: Answer
    let failure: Failure | undefined
    try {
      answer = await pipeline.answer(exchange)
    } catch (error) {
      failure = failureOf(error)
      answer = failure.answer
    }
    const { record, bearer } = exchange
    if (record !== undefined && bearer !== undefined) onRevocation(record, bearer)
    const { wait = 0, network = answer.network } = deliveryOf(exchange, current)
    if (wait > 0) await pause(wait)
    const common = commonHeaders(readings)
    const duration = performance.now() - begun
    const { faults } = switches
    const circumstances = {
      id: log.next,
      at,
      duration,
      waited: wait,
      network,
      failed: failure?.failed,
      faults,
      readings,
      commonHeaders: common,
    }
    log.record(entryOf(exchange, answer, circumstances))
    if (failure?.failed === 'mock') throw failure.error
    const headers = joined(common, answer.headers)
    return network === undefined ? { ...answer, headers } : { ...answer, headers, network }
  }
}

interface Failure {
  readonly failed: 'mock' | 'store'
  readonly error: unknown
  readonly answer: Answer
}

/** A store that cannot answer is told to the client; what else fails is told to whoever runs the mock, by its host. */
function failureOf(error: unknown): Failure {
  const away = awayAnswer(error)
  return { failed: away === undefined ? 'mock' : 'store', error, answer: away ?? { status: 500, headers: {}, body: '' } }
}

/** What was asked for this one answer comes before what is switched on for all. */
function deliveryOf({ delivery = noDelivery }: Exchange, { isCalm, nextWait, nextFate }: Conduct): Delivery {
  if (isCalm) return delivery
  const network = delivery.network ?? nextFate()
  return { wait: delivery.wait ?? nextWait(), ...(network === undefined ? {} : { network }) }
}

type Conduct = Pick<Behaviour, 'isCalm' | 'nextWait' | 'nextFate'>

const noDelivery: Delivery = {}

/** The headers that every answer of a world has. `Date` is as fine as a second, so it is written once for each. */
function commonHeadersOf(now: () => number, header: ServerOptions['header']): (readings: Readings) => ServerOptions['header'] {
  let second = NaN
  let dated = header
  return (readings) => {
    if (readings['date-header'] === 'absent') return header
    const current = Math.floor(now() / 1000)
    if (current !== second) {
      second = current
      dated = { date: new Date(current * 1000).toUTCString(), ...header }
    }
    return dated
  }
}

/** Puts two sets of headers together. Most answers have the same ones as the answer before. */
function joinedHeaders(): (common: Answer['headers'], own: Answer['headers']) => Answer['headers'] {
  let last: { readonly common?: Answer['headers']; readonly own?: Answer['headers']; readonly joined: Answer['headers'] } = { joined: {} }
  return (common, own) => {
    if (common !== last.common || own !== last.own) last = { common, own, joined: { ...common, ...own } }
    return last.joined
  }
}
