import type { TokenKind } from '../../history/events.ts'
import type { Act, BodyForm } from './plan.ts'

/** What a correct target found when it looked at a request. */
export interface Situation {
  readonly method: Act['method']
  /** The kind of the live token presented, or what is wrong with the credential. */
  readonly caller: TokenKind | 'bad' | 'malformed' | 'two bad ones'
  readonly target: 'live' | 'revoked' | 'expired' | 'itself' | 'unknown' | 'nil' | 'not a uuid'
  /** Of a token that is named. */
  readonly of: TokenKind | undefined
  readonly isUpperCase: boolean
  readonly body: BodyForm
}

/** Statuses that are right; `tolerable` ones are a warning. */
export interface Right {
  readonly accept: readonly number[]
  readonly tolerable: readonly number[]
}

const right = (accept: readonly number[], tolerable: readonly number[] = []): Right => ({ accept, tolerable })

/**
 * The table of INTERPRETATION.md once more, written for whoever has to answer: it shares nothing with `rows.ts`, so that
 * one misreading is not made twice.
 */
export function rightAnswers(situation: Situation): Right {
  const { method, caller, target, body } = situation
  if (method === 'GET' || method === 'DELETE') return right([401, 403, 404, 405, 501], [200, 204])
  if (method === 'OPTIONS') return right([200, 204, 401, 403, 404, 405])
  const rows: Right[] = []
  if (caller === 'bad') rows.push(right([401]))
  if (caller === 'malformed' || caller === 'two bad ones') rows.push(right([400, 401]))
  if (target === 'nil' || target === 'not a uuid') rows.push(right([400, 404, 422]))
  if (situation.isUpperCase) rows.push(right([201, 400, 404, 422]))
  rows.push(...bodyRows[body])
  if (method === 'POST with a slash') rows.push(right([201, 307, 308, 404, 405], [301, 302, 303]))
  if (caller !== 'bad' && caller !== 'malformed' && caller !== 'two bad ones') rows.push(...permission(caller, situation))
  return together(rows)
}

const bodyRows: Readonly<Record<BodyForm, readonly Right[]>> = {
  none: [],
  null: [],
  reason: [],
  'wrong type': [right([422], [400])],
  broken: [right([400, 422])],
  lenient: [right([201, 400, 422])],
  'duplicate keys': [right([201, 400, 422])],
  empty: [right([201], [400, 415, 422])],
  'plain text': [right([201, 400, 415, 422])],
  chunked: [right([201], [411])],
  'odd keys': [right([201, 400, 413, 422])],
}

function permission(caller: TokenKind, { target, of }: Situation): readonly Right[] {
  const isThere = target === 'live' || target === 'revoked' || target === 'expired'
  if (target === 'itself') return [right([201, 400, 403, 404], [409])]
  if (caller === 'outsider') return [right([403, 404])]
  if (caller !== 'manager') return [isThere ? right([201, 403, 404]) : right([403, 404])]
  if (target === 'unknown') return [right([404], [403])]
  if (target === 'expired' || target === 'revoked') return [right([201, 400, 404, 422], [409, 410])]
  // Nobody says whether a manager may revoke those who are none of its tokens.
  return isThere ? [of === 'revocable' ? right([201]) : right([201, 403, 404])] : []
}

/** A combination of faults accepts the union of its rows and is never 2xx. */
function together(rows: readonly Right[]): Right {
  const isFault = ({ accept }: Right): boolean => !accept.some((status) => status < 300)
  const faults = rows.some(isFault)
  const fits = (status: number): boolean => !faults || status >= 300
  const accept = [...new Set(rows.flatMap((row) => row.accept))].filter(fits)
  return right(
    accept,
    [...new Set(rows.flatMap((row) => row.tolerable))].filter((status) => fits(status) && !accept.includes(status)),
  )
}
