import type { ValidationError } from '../../contract/index.ts'
import { MockError } from '../errors.ts'
import { ExpectationError } from '../journal/journal.ts'
import type { Answer } from '../pipeline/answer.ts'
import { json } from '../pipeline/answer.ts'

/** A sentence that says what is wrong. */
export function errorAnswer(status: number, detail: string, headers?: Readonly<Record<string, string>>): Answer {
  return json(status, { detail }, headers)
}

export function notFound(detail: string): Answer {
  return errorAnswer(404, detail)
}

/** A 422 for one thing that does not fit. */
export function invalid(loc: ValidationError['loc'], type: string, msg: string): Answer {
  return json(422, { detail: [{ type, loc, msg }] })
}

/** The answer to what an operation has thrown; rethrows what is no error of the request's. */
export function answerTo(error: unknown): Answer {
  if (error instanceof ExpectationError) return json(409, { detail: error.message, count: error.count, nearest: error.nearest })
  if (!(error instanceof MockError)) throw error
  if (error.code === 'NOT_FOUND') return notFound(error.message)
  return error.code === 'TOO_MANY' ? errorAnswer(409, error.message) : invalid(['body'], 'value_error', error.message)
}
