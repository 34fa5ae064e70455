import type { Token } from '../model/token.ts'
import type { MaybePromise } from '../store/store.ts'
import { after } from '../store/store.ts'
import type { Answer } from './answer.ts'
import type { Exchange } from './exchange.ts'
import type { Incoming } from './incoming.ts'
import type { PrismOptions } from './prism.ts'
import { prismOf } from './prism.ts'
import type { Refusal } from './refusal.ts'

/** Answers requests for the operations of a contract. */
export type Pipeline = (request: Incoming) => Promise<Answer>

/** The way of a request through the steps: who is calling is found out first, the rest is Prism's order. */
export function pipelineOf(options: PrismOptions): Pipeline {
  const { steps } = options
  const prism = prismOf(options)
  return async (request) => {
    const exchange: Exchange = {
      request,
      place: steps.route(request),
      credential: undefined,
      caller: undefined,
      payload: undefined,
      target: undefined,
    }
    const caller = callerOf(exchange)
    exchange.caller = caller instanceof Promise ? await caller : caller
    return steps.finish(await prism(exchange), exchange)
  }

  function callerOf(exchange: Exchange): MaybePromise<Token | Refusal> {
    const credential = steps.credential(exchange)
    exchange.credential = credential
    if (credential.kind !== 'bearer') return steps.admit({ credential }, exchange)
    return after(steps.identify(credential.secret, exchange), (token) =>
      steps.admit(token === undefined ? { credential } : { credential, token, standing: steps.standing(token, exchange) }, exchange),
    )
  }
}
