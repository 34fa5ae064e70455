import { json } from '../pipeline/answer.ts'
import { retryAfter, StoreError } from '../store/store-error.ts'
import type { Handler } from './handler.ts'

/** Answers 503 where the store cannot answer: nothing is promised then, and nothing denied. */
export function whenAway(handler: Handler): Handler {
  return async (request) => {
    try {
      return await handler(request)
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      return json(503, { detail: error.message }, { 'retry-after': String(retryAfter[error.code]) })
    }
  }
}
