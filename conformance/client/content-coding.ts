import type { Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib'
import type { HeaderFields } from '../history/events.ts'
import { AnswerError } from './answer-error.ts'

/** Nobody needs more codings on top of each other; a thousand of them would be a thousand inflaters. */
const mostCodings = 4

/** Undoes the content coding of one body, and never lets more than `most` bytes come out of it. */
export interface Decoding {
  push(chunk: Uint8Array): void
  /** @throws AnswerError `malformed` for what does not decode, `too-large` when more than `most` bytes come out. */
  finish(): Promise<void>
}

/**
 * What undoes the `Content-Encoding` of an answer (RFC 9110 section 8.4); `undefined` when there is none, or one that is
 * not known, and then the body is taken as it came.
 *
 * @throws AnswerError `malformed` for more than four codings.
 */
export function decodingOf(headers: HeaderFields, most: number, take: (decoded: Uint8Array) => void): Decoding | undefined {
  const codings = codingsIn(headers)
  if (codings.length === 0 || !codings.every((coding) => coding in inflaters)) return undefined
  if (codings.length > mostCodings) throw new AnswerError('malformed', `The body is coded ${codings.length} times over.`)
  return new Inflating(codings, most, take)
}

/** The codings in the order in which they were applied, without `identity`. */
function codingsIn(headers: HeaderFields): string[] {
  const listed = headers.filter(([name]) => name.toLowerCase() === 'content-encoding').flatMap(([, value]) => value.split(','))
  return listed.map((coding) => coding.trim().toLowerCase()).filter((coding) => coding !== '' && coding !== 'identity')
}

const inflaters: Readonly<Record<string, (first: number) => Transform>> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  // RFC 9110 means the zlib format; some send bare deflate. The first byte tells: its low half is 8 in the zlib format.
  deflate: (first) => (first % 16 === 8 ? createInflate() : createInflateRaw()),
  br: () => createBrotliDecompress(),
}

class Inflating implements Decoding {
  readonly #codings: readonly string[]
  readonly #most: number
  readonly #take: (decoded: Uint8Array) => void
  #chain: Transform[] = []
  #done: Promise<void> = Promise.resolve()
  #problem: AnswerError | undefined
  #length = 0

  constructor(codings: readonly string[], most: number, take: (decoded: Uint8Array) => void) {
    this.#codings = codings
    this.#most = most
    this.#take = take
  }

  push(chunk: Uint8Array): void {
    if (this.#problem !== undefined || chunk.length === 0) return
    if (this.#chain.length === 0) this.#open(chunk[0] ?? 0)
    this.#chain[0]?.write(chunk)
  }

  async finish(): Promise<void> {
    this.#chain[0]?.end()
    await this.#done
    if (this.#problem !== undefined) throw this.#problem
  }

  /** Opened by the first byte: an empty body is coded in no way, whatever its header says. */
  #open(first: number): void {
    this.#chain = this.#codings
      .toReversed()
      .map((coding) => inflaters[coding]?.(first))
      .filter((inflater) => inflater !== undefined)
    this.#done = new Promise((resolve) => {
      for (const [index, inflater] of this.#chain.entries()) {
        const next = this.#chain[index + 1]
        inflater.on('error', (cause: Error) => {
          this.#stop(
            new AnswerError('malformed', `The body is not what its Content-Encoding (${this.#codings.join(', ')}) says: ${cause.message}`, {
              cause,
            }),
          )
          resolve()
        })
        if (next !== undefined) inflater.pipe(next)
        else inflater.on('data', (decoded: Uint8Array) => this.#put(decoded)).on('close', resolve)
      }
    })
  }

  #put(decoded: Uint8Array): void {
    this.#length += decoded.length
    if (this.#length <= this.#most) this.#take(decoded)
    else this.#stop(new AnswerError('too-large', `The body unfolds to more than ${this.#most} bytes.`))
  }

  #stop(problem: AnswerError): void {
    this.#problem ??= problem
    for (const inflater of this.#chain) inflater.destroy()
  }
}
