import type { MaybePromise } from '../store/store.ts'
import { after } from '../store/store.ts'
import type { Answer } from './answer.ts'
import type { Admission, Exchange } from './exchange.ts'
import type { Incoming } from './incoming.ts'
import { prismOf } from './prism.ts'
import type { Steps } from './steps.ts'

/** Answers requests for the operations of a contract. */
export type Pipeline = (request: Incoming) => Promise<Answer>

/** The way of a request through the steps: who is calling is found out first, the rest is Prism's order. */
export function pipelineOf(steps: Steps): Pipeline {
  const prism = prismOf(steps)
  return async (request) => {
    const exchange: Exchange = {
      request,
      place: steps.route(request),
      admission: undefined,
      payload: undefined,
      target: undefined,
    }
    const admission = admissionOf(exchange)
    exchange.admission = admission instanceof Promise ? await admission : admission
    return steps.finish(await prism(exchange), exchange)
  }

  function admissionOf(exchange: Exchange): MaybePromise<Admission> {
    const credential = steps.credential(exchange)
    if (credential.kind !== 'bearer') return steps.admit({ credential }, exchange)
    return after(steps.identify(credential.secret, exchange), (token) =>
      steps.admit(token === undefined ? { credential } : { credential, token, standing: steps.standing(token, exchange) }, exchange),
    )
  }
}
