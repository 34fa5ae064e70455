import type { Exchange, HeaderFields, RecordedRequest, RecordedResponse } from '../history/events.ts'
import * as validators from './generated/validators.ts'
import { Known } from './known.ts'

/**
 * Reads exchanges without parsing again what came before. In a recording thousands of answers, header fields and bodies are
 * alike to the last byte: each is parsed and validated once, and the exchanges that have it share one object, and with it all
 * that is derived from it.
 */
export class ExchangeParser {
  readonly #headers = new Known<HeaderFields>()
  readonly #contents = new Known<Content>()
  readonly #responses = new Known<RecordedResponse>()

  /**
   * The exchange in a line: what `JSON.parse` makes of it, and right by the schema. `undefined` where it was not answered, is
   * not written as a recorder writes it, is wrong in any way, or is no exchange.
   *
   * No text in JSON holds a bare quotation mark, so what is cut at the names of properties is cut between properties, or is no
   * JSON; and as each piece is read as a whole value, together they are the line.
   */
  exchangeIn(line: Buffer): Exchange | undefined {
    // A character for each byte, so that a place in the text is one in the line.
    const text = line.toString('latin1')
    if (!text.startsWith(beginning) || !text.endsWith(ending)) return undefined
    try {
      return this.#joined({ line, text }, endOfHead(text))
    } catch {
      return undefined
    }
  }

  #joined(whole: Line, head: number): Exchange | undefined {
    const { line, text } = whole
    const headersEnd = text.indexOf('],"body":', head) + 1
    const contentEnd = text.indexOf('},"response":{', headersEnd)
    if (head < 0 || headersEnd === 0 || contentEnd < 0) return undefined
    const exchange = JSON.parse(line.toString('utf8', 0, head) + restOfExchange) as Growing
    const headers = this.#headersIn(whole, head + ',"headers":'.length, headersEnd)
    const content = this.#contentIn(whole, headersEnd + ',"body":'.length, contentEnd)
    const response = this.#responseIn(whole, contentEnd + '},"response":'.length, text.length - ending.length)
    if (!validators.head(exchange) || headers === undefined || content === undefined || response === undefined) return undefined
    exchange.request.headers = headers
    exchange.request.body = content.body
    exchange.request.framing = content.framing
    exchange.response = response
    return exchange
  }

  #headersIn({ line, text }: Line, from: number, to: number): HeaderFields | undefined {
    const known = this.#headers.get(text.slice(from, to))
    if (known !== undefined) return known
    const headers = JSON.parse(line.toString('utf8', from, to)) as HeaderFields
    return validators.headers(headers) ? this.#headers.add(line.toString('latin1', from, to), headers) : undefined
  }

  /** The body and what stands behind it. */
  #contentIn({ line, text }: Line, from: number, to: number): Content | undefined {
    const known = this.#contents.get(text.slice(from, to))
    if (known !== undefined) return known
    const content = JSON.parse(`{"body":${line.toString('utf8', from, to)}}`) as Content
    const isRight = Object.keys(content).join() === 'body,framing' && validators.body(content.body) && validators.framing(content.framing)
    return isRight ? this.#contents.add(line.toString('latin1', from, to), content) : undefined
  }

  #responseIn(whole: Line, from: number, to: number): RecordedResponse | undefined {
    const { line, text } = whole
    const known = this.#responses.get(text.slice(from, to))
    if (known !== undefined) return known
    const head = text.indexOf(',"headers":[', from)
    const headersEnd = text.indexOf('],"body":', head) + 1
    if (head < 0 || headersEnd === 0 || text[to - 1] !== '}') return undefined
    const response = JSON.parse(line.toString('utf8', from, head) + restOfResponse) as GrowingResponse
    response.headers = this.#headersIn(whole, head + ',"headers":'.length, headersEnd)
    response.body = JSON.parse(line.toString('utf8', headersEnd + ',"body":'.length, to - 1))
    return validators.response(response) ? this.#responses.add(line.toString('latin1', from, to), response as RecordedResponse) : undefined
  }
}

interface Line {
  readonly line: Buffer
  readonly text: string
}

type Content = Pick<RecordedRequest, 'body' | 'framing'>

/** What is set when it was read by itself. */
interface Growing extends Exchange {
  request: { -readonly [Name in keyof RecordedRequest]: RecordedRequest[Name] }
  response: RecordedResponse | null
}

interface GrowingResponse {
  headers: unknown
  body: unknown
}

const [beginning, ending] = ['{"kind":"exchange",', ',"failure":null}']
/** What makes an object of what stands before the header fields. */
const restOfExchange = `,"headers":null,"body":null,"framing":null},"response":null${ending}`
const restOfResponse = ',"headers":null,"body":null}'

/** Where the request's method and target end, right before its header fields; -1 where they stand otherwise. */
function endOfHead(text: string): number {
  const request = text.indexOf(',"request":{"method":"')
  const method = text.indexOf('"', request + ',"request":{"method":"'.length)
  const target = text.indexOf('"', method + '","target":"'.length)
  const isCut = request >= 0 && text.startsWith('","target":"', method) && text.startsWith('","headers":[', target)
  return isCut ? target + 1 : -1
}
