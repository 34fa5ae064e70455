import type { ForcedAnswers } from '../answers/forced-answers.ts'
import { plannedAnswer } from '../answers/planned-answer.ts'
import type { Token } from '../model/token.ts'
import { uuidOf } from '../model/uuid.ts'
import type { Subject } from '../journal/match.ts'
import type { Answer } from '../pipeline/answer.ts'
import type { Exchange } from '../pipeline/exchange.ts'
import type { PipelineOptions } from '../pipeline/pipeline.ts'
import { isRefusal } from '../pipeline/refusal.ts'
import type { MaybePromise, WorldStore } from '../store/store.ts'
import { after } from '../store/store.ts'
import { deliveryOf } from '../switches/delivery.ts'
import type { Behaviour } from './behaviour.ts'

export interface InterceptionOptions {
  readonly answers: ForcedAnswers
  readonly store: WorldStore
  readonly now: () => number
  readonly behaviour: () => Behaviour
  /** Stands for the token of a path that leads to none. */
  readonly standIn: Token
}

/** What comes before the state: what a request asks for its own answer, and the answers that wait for requests like it. */
export function interceptionOf({ answers, store, now, behaviour, standIn }: InterceptionOptions): PipelineOptions['intercept'] {
  return (exchange) => {
    const delivery = deliveryOf(exchange.request)
    if (delivery !== undefined) {
      if (isRefusal(delivery)) return delivery
      exchange.delivery = delivery
    }
    return answers.waiting ? forced(exchange) : undefined
  }

  function forced(exchange: Exchange): MaybePromise<Answer> | undefined {
    const { readings, steps } = behaviour()
    const { request, place, bearer } = exchange
    const tokenId = place.kind === 'operation' ? place.tokenId : undefined
    const subject: Subject = {
      method: request.method,
      target: request.target,
      headers: request.headers,
      caller: bearer,
      tokenId,
      // A body is read only for a match that asks.
      get reason() {
        exchange.payload ??= steps.read(exchange)
        return isRefusal(exchange.payload) ? null : exchange.payload.reason
      },
    }
    const plan = answers.take(subject)
    if (plan === undefined) return undefined
    exchange.forced = 'answer'
    exchange.delivery = { ...exchange.delivery, ...plan }
    const id = uuidOf(tokenId ?? '') ?? tokenId ?? standIn.id
    return after(store.byId(id), (found) => {
      const target = found ?? { ...standIn, id }
      const revocation = { at: now(), by: bearer?.email ?? standIn.email, reason: subject.reason }
      return plannedAnswer(plan, { target, ...revocation }, readings)
    })
  }
}
