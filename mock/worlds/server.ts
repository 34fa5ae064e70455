import type { NetworkFault } from '../control/generated/types.ts'
import type { Handler } from '../http/handler.ts'
import { awayAnswer } from '../http/when-away.ts'
import { entryOf } from '../journal/entry.ts'
import type { Log } from '../journal/log.ts'
import type { Token } from '../model/token.ts'
import type { Answer } from '../pipeline/answer.ts'
import type { Exchange } from '../pipeline/exchange.ts'
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
  /** The header that tells a client whom it talks to. */
  readonly header: Readonly<Record<string, string>>
}

/** Answers the requests of one world to the contract, delivers the answers as its switches say, and writes its journal. */
export function serverOf({ log, now, behaviour, onRevocation, header }: ServerOptions): Handler {
  const dressed = dresser(now, header)
  return async (request) => {
    const begun = performance.now()
    const current = behaviour()
    const exchange = current.pipeline.open(request)
    const at = now()
    const outcome = await current.pipeline.answer(exchange).catch(failureOf)
    const { record, bearer } = exchange
    if (record !== undefined && bearer !== undefined) onRevocation(record, bearer)
    const isFailure = 'error' in outcome
    const { wait = 0, network = isFailure ? undefined : outcome.network } = deliveryOf(exchange, current)
    if (wait > 0) await pause(wait)
    const answer = dressed(isFailure ? outcome.answer : outcome, current)
    note(exchange, current, answer, { at, begun, waited: wait, network, failed: isFailure ? outcome.failed : undefined })
    if (isFailure && outcome.failed === 'mock') throw outcome.error
    return network === undefined ? answer : { ...answer, network }
  }

  function note(exchange: Exchange, { switches, readings }: Behaviour, answer: Answer, circumstances: Noted): void {
    const { begun, ...others } = circumstances
    const duration = performance.now() - begun
    log.record(entryOf(exchange, answer, { id: log.next, duration, faults: switches.faults, readings, ...others }))
  }
}

interface Noted {
  readonly at: number
  readonly begun: number
  readonly waited: number
  readonly network: NetworkFault | undefined
  readonly failed: Failure['failed'] | undefined
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
function deliveryOf({ delivery = noDelivery }: Exchange, { isCalm, nextWait, nextFate }: Behaviour): Delivery {
  if (isCalm) return delivery
  const network = delivery.network ?? nextFate()
  return { wait: delivery.wait ?? nextWait(), ...(network === undefined ? {} : { network }) }
}

const noDelivery: Delivery = {}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** Puts the headers on that every answer of a world has. `Date` is as fine as a second, so it is written once for each. */
function dresser(now: () => number, header: ServerOptions['header']): (answer: Answer, behaviour: Behaviour) => Answer {
  let second = NaN
  let common = header
  return (answer, { readings }) => {
    if (readings['date-header'] === 'absent') return { ...answer, headers: { ...header, ...answer.headers } }
    const current = Math.floor(now() / 1000)
    if (current !== second) {
      second = current
      common = { date: new Date(current * 1000).toUTCString(), ...header }
    }
    return { ...answer, headers: { ...common, ...answer.headers } }
  }
}
