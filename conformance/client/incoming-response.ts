import type { HeaderFields } from '../history/events.ts'
import { AnswerError } from './answer-error.ts'
import { BodyKeeper } from './body-keeper.ts'
import { decodingOf } from './content-coding.ts'
import type { Decoding } from './content-coding.ts'
import type { Limits } from './limits.ts'
import type { WireResponse } from './wire.ts'

/** The status line and the header of an answer. */
export type ResponseHead = Pick<WireResponse, 'status' | 'httpVersion' | 'headers'>

/** What a piece counts for at least, in bytes: a body in chunks of one byte takes as much time as one a hundred times as long. */
const costOfPiece = 64

/** An answer on its way in: takes head and body as they come and keeps what the limits allow. */
export class IncomingResponse {
  readonly #limits: Limits
  readonly #keeper: BodyKeeper
  #head: ResponseHead | undefined
  #decoding: Decoding | undefined
  #read = 0

  constructor(limits: Limits) {
    this.#limits = limits
    this.#keeper = new BodyKeeper(limits.maxBody)
  }

  /** Takes the head of the final answer; those of 1xx are not for here. */
  head(head: ResponseHead): void {
    this.#head = head
    this.#decoding = decodingOf(head.headers, this.#limits.maxRead, (decoded) => this.#keeper.push(decoded))
  }

  /** @throws AnswerError `too-large` when more came than is read. */
  data(chunk: Uint8Array): void {
    this.#read += Math.max(chunk.length, costOfPiece)
    if (this.#read > this.#limits.maxRead)
      throw new AnswerError(
        'too-large',
        `The body is longer than ${this.#limits.maxRead} bytes, each piece counted as ${costOfPiece} at least.`,
      )
    if (this.#decoding === undefined) this.#keeper.push(chunk)
    else this.#decoding.push(chunk)
  }

  /** The whole answer. @throws AnswerError when its content coding cannot be undone within the limits. */
  async finish(): Promise<WireResponse> {
    if (this.#head === undefined) throw new AnswerError('malformed', 'The answer had no head.')
    await this.#decoding?.finish()
    return { ...this.#head, ...this.#keeper.finish() }
  }
}

/**
 * Header fields from alternating names and values, as parsers give them; a char code is a byte. White space around a
 * value is not part of it (RFC 9110 section 5.5).
 */
export function fieldsOf(alternating: readonly (Uint8Array | string)[]): HeaderFields {
  const fields: [string, string][] = []
  for (let index = 0; index < alternating.length; index += 2) {
    fields.push([textOf(alternating[index]), textOf(alternating[index + 1]).replaceAll(/^[\t ]+|[\t ]+$/g, '')])
  }
  return fields
}

function textOf(part: Uint8Array | string = ''): string {
  if (typeof part === 'string') return part
  return Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString('latin1')
}
