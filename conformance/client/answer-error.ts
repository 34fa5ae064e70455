import type { Failure } from '../history/events.ts'

/** What came is no full answer, and `code` says why; its message is a clause that fits after a colon. */
export class AnswerError extends Error {
  override readonly name = 'AnswerError'
  readonly code: Failure['code']

  constructor(code: Failure['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** How far a connection had come: being opened; open; or open, but the other side has said that it sends no more. */
export type Stage = 'connecting' | 'open' | 'ended'

/** Any error of a connection, as a reason why there was no full answer. */
export function answerErrorOf(cause: unknown, stage: Stage): AnswerError {
  if (cause instanceof AnswerError) return cause
  const code = codeOf(cause)
  const words = wordsOf(cause)
  if (stage === 'connecting') return new AnswerError('connect', `No connection: ${words}${hintOf(code)}`, { cause })
  if (stage === 'ended') return new AnswerError('closed', 'The other side closed the connection before the answer was whole.', { cause })
  if (cause instanceof Error && cause.name === 'HTTPParserError')
    return new AnswerError('malformed', `What came is no HTTP answer: ${words}`, { cause })
  switch (code) {
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ECONNABORTED':
    case 'ERR_HTTP2_STREAM_ERROR':
    case 'ERR_HTTP2_STREAM_CANCEL':
      return new AnswerError('reset', `The other side reset the connection (${code}).`, { cause })
    case 'UND_ERR_HEADERS_OVERFLOW':
      return new AnswerError('too-large', 'The header is larger than the client reads.', { cause })
    // undici says so of everything that it cannot parse, once a length was announced.
    case 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH':
      return new AnswerError('malformed', 'What came is no HTTP answer: its framing contradicts itself.', { cause })
    case 'UND_ERR_SOCKET':
      return words === 'bad upgrade'
        ? new AnswerError('malformed', 'It switched protocols, which nobody asked for.', { cause })
        : new AnswerError('closed', 'The other side closed the connection before the answer was whole.', { cause })
    case 'ERR_HTTP2_ERROR':
    case 'ERR_HTTP2_SESSION_ERROR':
      return new AnswerError('malformed', `HTTP/2 broke down: ${words}`, { cause })
    default:
      return new AnswerError('closed', `The connection ended: ${words}`, { cause })
  }
}

/** An error in one line; what several attempts said, where a host has several addresses. */
function wordsOf(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.errors.map(wordsOf).join('; ')
  if (!(cause instanceof Error)) return String(cause)
  return llhttpReason.exec(cause.message)?.[1] ?? (cause.message || codeOf(cause) || cause.name)
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
}

const llhttpReason = /^Response does not match the HTTP\/1\.1 protocol \((.*)\)$/

/** What can be done about a certificate that is not trusted. */
function hintOf(code: string): string {
  return /CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code) ? ` (${code}); --ca names the authority that issued it` : ''
}
