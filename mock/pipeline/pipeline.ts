import type { Token } from '../model/token.ts'
import type { MaybePromise } from '../store/store.ts'
import { after } from '../store/store.ts'
import type { Answer } from './answer.ts'
import type { Exchange } from './exchange.ts'
import { exchangeOf } from './exchange.ts'
import type { Incoming } from './incoming.ts'
import type { PrismOptions } from './prism.ts'
import { prismOf } from './prism.ts'
import type { Refusal } from './refusal.ts'
import { isRefusal } from './refusal.ts'
import type { Steps } from './steps.ts'

/** Answers requests for the operations of a contract. */
export interface Pipeline {
  /** Finds out where a request leads, and nothing else. */
  open(request: Incoming): Exchange
  /** Answers, and leaves in the exchange what was found out on the way. */
  answer(exchange: Exchange): MaybePromise<Answer>
}

export interface PipelineOptions extends PrismOptions {
  /** What is answered, or refused, in the place of everything that the state would say; asked once it is known who is calling. */
  readonly intercept: (exchange: Exchange) => MaybePromise<Answer | Refusal | undefined>
}

/** The way of a request through the steps: who is calling is found out first, the rest is Prism's order. */
export function pipelineOf({ intercept, ...options }: PipelineOptions): Pipeline {
  const steps = remembering(options.steps)
  const prism = prismOf({ ...options, steps })
  return {
    open: (request) => exchangeOf(request, steps.route(request)),
    answer: (exchange) =>
      after(callerOf(exchange), (caller) => {
        exchange.caller = caller
        return after(intercept(exchange), (instead) => {
          if (instead === undefined) return prism(exchange)
          return isRefusal(instead) ? steps.refuse(instead, exchange) : instead
        })
      }),
  }

  function callerOf(exchange: Exchange): MaybePromise<Token | Refusal> {
    const credential = steps.credential(exchange)
    exchange.credential = credential
    if (credential.kind !== 'bearer') return steps.admit({ credential }, exchange)
    return after(steps.identify(credential.secret, exchange), (token) => {
      if (token === undefined) return steps.admit({ credential }, exchange)
      exchange.bearer = token
      exchange.standing = steps.standing(token, exchange)
      return steps.admit({ credential, token, standing: exchange.standing }, exchange)
    })
  }
}

/** The steps, with every refusal left in its exchange. */
function remembering(steps: Steps): Steps {
  return {
    ...steps,
    refuse(refusal, exchange) {
      exchange.refusal = refusal
      return steps.refuse(refusal, exchange)
    },
  }
}
