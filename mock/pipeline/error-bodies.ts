import type { Readings } from '../readings/readings.ts'
import type { Answer } from './answer.ts'
import { json } from './answer.ts'
import type { Entry, Refusal } from './refusal.ts'

/** The answer to a request that is not carried out, in the contract's shapes: a text, or for 422 a list, under `detail`. */
export function errorAnswer({ status, detail, headers }: Refusal, readings: Readings): Answer {
  return Array.isArray(detail)
    ? json(status, validationBodies[readings['validation-body']](detail as readonly Entry[]))
    : errorBodies[readings['error-body']](status, detail, headers)
}

const errorBodies: Readonly<Record<Readings['error-body'], (status: number, detail: unknown, headers: Refusal['headers']) => Answer>> = {
  detail: (status, detail, headers) => json(status, { detail }, headers),
  envelope: (status, detail, headers) => json(status, { success: false, message: detail, detail, code: `HTTP_${status}` }, headers),
  message: (status, detail, headers) => json(status, { message: detail }, headers),
  problem: (status, title, headers) =>
    json(status, { type: 'about:blank', title, status }, { ...headers, 'content-type': 'application/problem+json' }),
  empty: (status, _, headers) => ({ status, headers: { ...headers }, body: '' }),
}

const validationBodies: Readonly<Record<Readings['validation-body'], (detail: readonly Entry[]) => unknown>> = {
  fastapi: (detail) => ({ detail }),
  minimal: (detail) => ({ detail: detail.map(({ loc, msg, type }) => ({ loc, msg, type })) }),
  'empty-object': () => ({}),
}
