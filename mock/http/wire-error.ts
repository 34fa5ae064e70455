import type { Answer } from '../pipeline/answer.ts'
import { json } from '../pipeline/answer.ts'
import type { Readings } from '../readings/readings.ts'

/** The answer to a request that never becomes one: what is wrong lies in its bytes, before any operation is known. */
export type WireError = (status: number, detail: string) => Answer

/** The largest body that is read, in bytes. */
export const largestBody = 1_048_576

/** What a larger one is answered. */
export const tooLarge = [413, 'The body is larger than 1 MiB'] as const

/** What such answers look like. `connection: close` is always part of them, since what follows cannot be trusted. */
export function wireErrors(look: Readings['wire-error-body']): WireError {
  return (status, detail) => {
    const { headers, ...rest } = looks[look](status, detail)
    return { ...rest, headers: { ...headers, connection: 'close' } }
  }
}

const looks: Readonly<Record<Readings['wire-error-body'], WireError>> = {
  json: (status, detail) => json(status, { detail }),
  html: (status, detail) => ({ status, headers: { 'content-type': 'text/html' }, body: `<html><h1>${status} ${detail}</h1></html>\n` }),
  text: (status, detail) => ({ status, headers: { 'content-type': 'text/plain' }, body: `${detail}\n` }),
  empty: (status) => ({ status, headers: {}, body: '' }),
}
