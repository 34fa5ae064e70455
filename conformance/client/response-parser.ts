import { AnswerError } from './answer-error.ts'
import type { ResponseHead } from './incoming-response.ts'
import type { HeaderFields } from '../history/events.ts'

/** Who takes a parsed answer. */
export interface ResponseSink {
  head(head: ResponseHead): void
  data(chunk: Uint8Array): void
}

/** What the parser must know of the request. */
export interface Asked {
  readonly method: string
  /** A 101 is an answer only to those who asked for another protocol. */
  readonly upgrade?: boolean
}

/** Reads on with every `next`, and yields where it needs more bytes. */
type Reading = Generator<void, void, void>

const carriageReturn = 0x0d
const lineFeed = 0x0a
/** How many bytes end a line. */
const crlf = 2
const longestChunkLine = 16_384

/**
 * Reads one answer of HTTP/1.x from bytes that come in any pieces (RFC 9112): 1xx are skipped, then the head and the
 * body, framed by `Content-Length`, by chunks, or by the end of the connection.
 *
 * As strict as llhttp, which reads the ordinary answers: lines end in CRLF, and what could be read in two ways (two
 * lengths, a length and chunks, a folded field) is malformed.
 */
export class ResponseParser {
  readonly #asked: Asked
  readonly #maxHeaders: number
  readonly #sink: ResponseSink
  readonly #reading: Reading
  #buffer: Buffer = Buffer.alloc(0)
  #ended = false
  #complete = false

  constructor(asked: Asked, maxHeaders: number, sink: ResponseSink) {
    this.#asked = asked
    this.#maxHeaders = maxHeaders
    this.#sink = sink
    this.#reading = this.#read()
  }

  /** Whether the answer is whole. */
  get isComplete(): boolean {
    return this.#complete
  }

  /** Bytes that came after the end of the answer. */
  get rest(): Uint8Array {
    return this.#buffer
  }

  /** @throws AnswerError `malformed` or `too-large`; then the parser is of no more use. */
  push(chunk: Uint8Array): void {
    this.#buffer =
      this.#buffer.length === 0 ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength) : Buffer.concat([this.#buffer, chunk])
    this.#advance()
  }

  /** The other side sends nothing more. @throws AnswerError `closed` when the answer is not whole. */
  end(): void {
    this.#ended = true
    this.#advance()
    if (this.#complete) return
    throw new AnswerError('closed', 'The other side closed the connection before the answer was whole.')
  }

  #advance(): void {
    if (!this.#complete) this.#complete = this.#reading.next().done === true
  }

  *#read(): Reading {
    let head = yield* this.#head()
    while (head.status < 200 && head.status !== 101) head = yield* this.#head()
    if (head.status === 101 && this.#asked.upgrade !== true)
      throw new AnswerError('malformed', 'It switched protocols, which nobody asked for.')
    this.#sink.head(head)
    yield* this.#body(head)
  }

  *#head(): Generator<void, ResponseHead, void> {
    yield* this.#expectStart()
    const tooLarge = new AnswerError('too-large', 'The header is larger than the client reads.')
    const statusLine = yield* this.#line(this.#maxHeaders, tooLarge)
    const [, minor, status] = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: [^\r]*)?$/u.exec(statusLine) ?? malformed('no status line')
    const headers = yield* this.#fields(this.#maxHeaders - statusLine.length, tooLarge)
    return { status: Number(status), httpVersion: minor === '0' ? '1.0' : '1.1', headers }
  }

  /** Header fields, or trailers, up to the empty line. */
  *#fields(most: number, tooLarge: AnswerError): Generator<void, HeaderFields, void> {
    const fields: HeaderFields[number][] = []
    for (let room = most; ;) {
      const line = yield* this.#line(room, tooLarge)
      if (line === '') return fields
      room -= line.length
      fields.push(fieldOf(line))
    }
  }

  /** Noise is told from an answer by its first bytes, without waiting for the end of a head that never comes. */
  *#expectStart(): Reading {
    const start = 'HTTP/1.'
    while (this.#buffer.length < start.length && !this.#ended && start.startsWith(this.#buffer.toString('latin1'))) yield
    if (!start.startsWith(this.#buffer.toString('latin1', 0, start.length))) malformed('it does not begin with "HTTP/1."')
  }

  *#body({ status, headers }: ResponseHead): Reading {
    const lengths = valuesOf(headers, 'content-length')
    const codings = valuesOf(headers, 'transfer-encoding').flatMap((value) =>
      value
        .toLowerCase()
        .split(',')
        .map((coding) => coding.trim()),
    )
    if (lengths.length > 1) malformed('two Content-Length fields')
    if (lengths.length > 0 && codings.length > 0) malformed('both Content-Length and Transfer-Encoding')
    if (lengths[0] !== undefined && !/^\d{1,15}$/.test(lengths[0])) malformed('a Content-Length that is no number')
    if (this.#asked.method === 'HEAD' || status === 101 || status === 204 || status === 304) return
    if (codings.at(-1) === 'chunked') yield* this.#chunks()
    else if (lengths[0] === undefined) yield* this.#untilEnd()
    else yield* this.#bytes(Number(lengths[0]))
  }

  *#chunks(): Reading {
    // Made once: an error takes longer than a chunk of one byte.
    const tooLong = malformation('a chunk longer than its size')
    const endless = malformation('a chunk size line without an end')
    for (;;) {
      const line = yield* this.#line(longestChunkLine, endless)
      const [, hex = ''] = /^([0-9a-fA-F]{1,12})[\t ]*(?:;[\t\x20-\x7e\x80-\xff]*)?$/u.exec(line) ?? malformed('a chunk without a size')
      const size = Number.parseInt(hex, 16)
      if (size === 0) break
      yield* this.#bytes(size)
      if ((yield* this.#line(0, tooLong)) !== '') throw tooLong
    }
    yield* this.#fields(this.#maxHeaders, new AnswerError('too-large', 'The trailers are larger than the client reads.'))
  }

  *#bytes(count: number): Reading {
    for (let left = count; left > 0;) {
      if (this.#buffer.length === 0) {
        yield
        continue
      }
      const chunk = this.#take(left)
      left -= chunk.length
      this.#sink.data(chunk)
    }
  }

  *#untilEnd(): Reading {
    for (;;) {
      if (this.#buffer.length > 0) this.#sink.data(this.#take(this.#buffer.length))
      if (this.#ended) return
      yield
    }
  }

  /** One line of at most `most` bytes, without its CRLF. */
  *#line(most: number, tooLong: AnswerError): Generator<void, string, void> {
    for (let searched = 0; ;) {
      const end = this.#buffer.indexOf(lineFeed, searched)
      if (end < 0 ? this.#buffer.length > most + crlf : end + 1 > most + crlf) throw tooLong
      if (end >= 0 && this.#buffer[end - 1] !== carriageReturn) malformed('a line that does not end in CRLF')
      if (end >= 0) return this.#take(end + 1).toString('latin1', 0, end - 1)
      searched = this.#buffer.length
      yield
    }
  }

  #take(count: number): Buffer {
    const taken = this.#buffer.subarray(0, count)
    this.#buffer = this.#buffer.subarray(count)
    return taken
  }
}

function fieldOf(line: string): HeaderFields[number] {
  const [, name = '', value = ''] =
    /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[\t ]*([\t\x20-\x7e\x80-\xff]*?)[\t ]*$/u.exec(line) ?? malformed('a line that is no header field')
  return [name, value]
}

function valuesOf(headers: HeaderFields, wanted: string): string[] {
  return headers.filter(([name]) => name.toLowerCase() === wanted).map(([, value]) => value)
}

function malformed(what: string): never {
  throw malformation(what)
}

function malformation(what: string): AnswerError {
  return new AnswerError('malformed', `What came is no HTTP answer: ${what}`)
}
