import { operation } from '../../contract/index.ts'
import type { Exchange, HeaderFields, RecordedResponse } from '../history/events.ts'
import { plain } from '../history/mask.ts'

/** A response body as a client reads it. */
export type AnswerBody =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'empty' }
  | { readonly kind: 'text' } // valid UTF-8, no JSON
  | { readonly kind: 'binary' }
  | { readonly kind: 'cut' } // larger than the client keeps

export interface Answer {
  readonly status: number
  /** Media type without parameters, lower case; `undefined` without `Content-Type`. */
  readonly mediaType: string | undefined
  readonly body: AnswerBody
}

export function answerOf(response: RecordedResponse): Answer {
  return { status: response.status, mediaType: mediaTypeOf(response.headers), body: bodyOf(response) }
}

/** The first field of that name, without regard to case. */
export function headerOf(headers: HeaderFields, name: string): string | undefined {
  return headers.find(([field]) => field.toLowerCase() === name.toLowerCase())?.[1]
}

/** All fields of that name as one list, as RFC 9110 section 5.3 joins them. */
export function listOf(headers: HeaderFields, name: string): string | undefined {
  const values = headers.filter(([field]) => field.toLowerCase() === name.toLowerCase()).map(([, value]) => value)
  return values.length === 0 ? undefined : values.join(', ')
}

/** The revoked token that a 201 tells of, its strings freed of the escapes of `mask.ts`; `undefined` where there is none. */
export function revocationIn(exchange: Exchange): Readonly<Record<string, unknown>> | undefined {
  if (exchange.response?.status !== 201) return undefined
  const { body } = answerOf(exchange.response)
  const envelope = body.kind === 'json' ? asObject(body.value) : undefined
  const data = asObject(envelope?.['data'])
  if (data === undefined) return undefined
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, typeof value === 'string' ? plain(value) : value]))
}

export function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : undefined
}

/** Whether an answer is announced as the contract's JSON. */
export function isContractJson(answer: Answer): boolean {
  return answer.mediaType === operation.mediaType
}

function mediaTypeOf(headers: HeaderFields): string | undefined {
  return headerOf(headers, 'content-type')?.split(';')[0]?.trim().toLowerCase()
}

function bodyOf({ body }: RecordedResponse): AnswerBody {
  if (body.length === 0) return { kind: 'empty' }
  if (body.capped === true) return { kind: 'cut' }
  if (body.text === undefined) return { kind: 'binary' }
  try {
    // RFC 8259 section 8.1 lets a reader ignore a byte order mark; browsers do.
    return { kind: 'json', value: JSON.parse(body.text.replace(/^\ufeff/, '')) }
  } catch {
    return { kind: 'text' }
  }
}
