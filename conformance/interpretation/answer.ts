import type { Instant } from '../../contract/index.ts'
import { instantOf, operation } from '../../contract/index.ts'
import type { Exchange, HeaderFields, RecordedResponse } from '../history/events.ts'
import { plain } from '../history/mask.ts'
import { memoized } from '../history/memo.ts'

/** A response body as a client reads it. */
export type AnswerBody =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'empty' }
  | { readonly kind: 'text' } // valid UTF-8, no JSON; or too long to be kept, and no object
  | { readonly kind: 'binary' }
  | { readonly kind: 'cut' } // larger than the client keeps

/** What a response tells by itself. */
export interface Answer {
  readonly status: number
  /** Media type without parameters, lower case; `undefined` without `Content-Type`. */
  readonly mediaType: string | undefined
  readonly body: AnswerBody
  /** Its `Date`, in ms since the epoch; `undefined` where it has none, or one that is no date. */
  readonly date: number | undefined
  /** The revoked token that a 201 tells of, its strings freed of the escapes of `mask.ts`; `undefined` where there is none. */
  readonly revocation: Readonly<Record<string, unknown>> | undefined
  /** Its `revoked_at`; `undefined` where it is no date-time. */
  readonly revokedAt: Instant | undefined
}

export const answerOf: (response: RecordedResponse) => Answer = memoized((response: RecordedResponse): Answer => {
  const { status, headers } = response
  const body = bodyOf(response)
  const revocation = status === 201 ? tokenIn(body) : undefined
  const time = revocation?.['revoked_at']
  const revokedAt = typeof time === 'string' ? instantOf(time) : undefined
  return { status, mediaType: mediaTypeOf(headers), body, date: dateIn(headers), revocation, revokedAt }
})

/** See `Answer`. */
export function dateOf(response: RecordedResponse): number | undefined {
  return answerOf(response).date
}

/** See `Answer`. */
export function revocationIn({ response }: Exchange): Answer['revocation'] {
  return response?.status === 201 ? answerOf(response).revocation : undefined
}

/** See `Answer`. */
export function revokedAtIn({ response }: Exchange): Answer['revokedAt'] {
  return response?.status === 201 ? answerOf(response).revokedAt : undefined
}

/** The first field of that name, without regard to case. */
export function headerOf(headers: HeaderFields, name: string): string | undefined {
  return headers.find((field) => isNamed(field, name))?.[1]
}

/** All fields of that name as one list, as RFC 9110 section 5.3 joins them. */
export function listOf(headers: HeaderFields, name: string): string | undefined {
  let list: string | undefined
  for (const field of headers) if (isNamed(field, name)) list = list === undefined ? field[1] : `${list}, ${field[1]}`
  return list
}

function isNamed(field: HeaderFields[number], name: string): boolean {
  return field[0].length === name.length && field[0].toLowerCase() === name.toLowerCase()
}

export function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : undefined
}

/** Whether an answer is announced as the contract's JSON. */
export function isContractJson(answer: Answer): boolean {
  return answer.mediaType === operation.mediaType
}

function dateIn(headers: HeaderFields): number | undefined {
  const time = Date.parse(headerOf(headers, 'date') ?? '')
  return Number.isNaN(time) ? undefined : time
}

function tokenIn(body: AnswerBody): Answer['revocation'] {
  const data = body.kind === 'json' ? asObject(asObject(body.value)?.['data']) : undefined
  if (data === undefined) return undefined
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, typeof value === 'string' ? plain(value) : value]))
}

function mediaTypeOf(headers: HeaderFields): string | undefined {
  return headerOf(headers, 'content-type')?.split(';')[0]?.trim().toLowerCase()
}

function bodyOf({ body }: RecordedResponse): AnswerBody {
  if (body.length === 0) return { kind: 'empty' }
  if (body.capped === true) return isNoObject(body.text) ? { kind: 'text' } : { kind: 'cut' }
  if (body.text === undefined) return { kind: 'binary' }
  try {
    // RFC 8259 section 8.1 lets a reader ignore a byte order mark; browsers do.
    return { kind: 'json', value: JSON.parse(body.text.replace(/^\ufeff/, '')) }
  } catch {
    return { kind: 'text' }
  }
}

/** Whether what begins like this cannot become a JSON object, which is all that the contract sends. */
function isNoObject(beginning: string | undefined): boolean {
  return beginning !== undefined && /^\ufeff?[\t\n\r ]*[^\t\n\r {]/.test(beginning)
}
