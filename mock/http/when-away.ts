import type { Answer } from '../pipeline/answer.ts'
import { json } from '../pipeline/answer.ts'
import { retryAfter, StoreError } from '../store/store-error.ts'
import type { Handler } from './handler.ts'

/** Answers 503 where the store cannot answer: nothing is promised then, and nothing denied. */
export function whenAway(handler: Handler): Handler {
  return async (request) => {
    try {
      return await handler(request)
    } catch (error) {
      const answer = awayAnswer(error)
      if (answer === undefined) throw error
      return answer
    }
  }
}

/** The answer when a store has failed with this error; `undefined` when it was something else that failed. */
export function awayAnswer(error: unknown): Answer | undefined {
  if (!(error instanceof StoreError)) return undefined
  return json(503, { detail: error.message }, { 'retry-after': String(retryAfter[error.code]) })
}
