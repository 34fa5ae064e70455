import { STATUS_CODES } from 'node:http'
import type { Answer } from '../pipeline/answer.ts'

interface ParserError extends NodeJS.ErrnoException {
  readonly rawPacket?: Buffer
  readonly bytesParsed?: number
}

/** What Node's parser found, as a status and a sentence. `undefined` when the client has simply gone. */
export function parserError(error: ParserError): [status: number, detail: string] | undefined {
  switch (error.code ?? '') {
    case 'ECONNRESET':
    case 'EPIPE':
      return undefined
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return [408, 'The request took too long']
    case 'HPE_HEADER_OVERFLOW':
      return [431, 'The request line and headers are larger than 16 KiB']
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return [413, 'The chunk extensions are too large']
    case 'HPE_INVALID_METHOD':
      return requestLine.test(lineOf(error)) ? [501, 'This method is not implemented'] : [400, 'This is no HTTP request']
    default:
      return [400, 'This is no well-formed HTTP request']
  }
}

const requestLine = /^[!-~]+ [!-~]+ HTTP\/1\.[01]\r?\n/

/** What was sent, from the start of the line that the parser stopped in. */
function lineOf({ rawPacket, bytesParsed = 0 }: ParserError): string {
  const text = rawPacket?.toString('latin1') ?? ''
  return text.slice(text.lastIndexOf('\n', bytesParsed - 1) + 1)
}

/** An answer as bytes (each character one byte, apart from the body, which is UTF-8), for connections that Node has given up. */
export function rawAnswer({ status, headers, body }: Answer): string {
  const lines = Object.entries({ ...headers, 'content-length': Buffer.byteLength(body) }).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`
}
