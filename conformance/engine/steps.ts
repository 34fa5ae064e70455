import type { Exchange } from '../history/events.ts'
import type { History } from '../history/history.ts'
import { plain } from '../history/mask.ts'
import { answerOf, asObject } from '../interpretation/answer.ts'
import type { Credential } from '../interpretation/credential.ts'
import type { RequestReading } from '../interpretation/request.ts'
import { readRequest } from '../interpretation/request.ts'
import type { Step } from './result.ts'

/** One exchange as a line of the story. `at`: where in its answer a breach shows, which is then what the line tells of it. */
export function stepOf(history: History, exchange: Exchange, at?: string): Step {
  const reading = readRequest(history, exchange)
  return {
    exchange: exchange.id,
    begin: exchange.begin,
    end: exchange.end,
    who: whoIs(reading.credential),
    what: whatIs(exchange, reading),
    status: exchange.end === null ? null : (exchange.response?.status ?? null),
    answer: valueAt(exchange, at) ?? answerText(exchange),
  }
}

function whoIs(credential: Credential): string {
  switch (credential.kind) {
    case 'none':
      return 'nobody'
    case 'token':
      return (
        credential.alias +
        { exact: '', scheme: ' (Bearer written otherwise)', spacing: ' (other spaces after Bearer)' }[credential.spelling]
      )
    case 'unknown':
      return credential.of === undefined ? 'an unknown credential' : `an altered ${credential.of}`
    case 'malformed':
      return 'a malformed credential'
    case 'several':
      return `somebody with ${credential.parts.length} credentials`
    default:
      return 'somebody'
  }
}

function whatIs({ request, scenario }: Exchange, { route, target, body }: RequestReading): string {
  if (request.framing === 'raw') return `sends bytes that are no HTTP request${request.shape === undefined ? '' : `: ${request.shape}`}`
  if (route === 'probe') return `asks ${request.method} ${request.target}`
  const verb =
    route === 'revoke'
      ? 'revokes'
      : `sends ${request.method} ${route === 'trailing slash' || route === 'other path' ? `to ${short(request.target)} for` : 'to revoke'}`
  const whom =
    target.kind === 'token'
      ? `${target.alias}${target.spelling === 'other' ? ` (written ${short(request.target.split('/').at(-2) ?? '')})` : ''}`
      : target.kind === 'unknown uuid'
        ? 'an id nobody has'
        : target.kind === 'none'
          ? 'a token'
          : `"${short(plain(request.target.split('/').at(-2) ?? ''))}"`
  if (route === 'revoke' && target.kind === 'unknown uuid' && request.body === null && scenario !== 'identifiers')
    return 'is tried on an id nobody has'
  const traits = body.traits.length === 0 ? '' : ` with ${body.traits.join(', ')}`
  const reason = typeof body.reason === 'string' && body.traits.length === 0 ? `, reason ${short(JSON.stringify(body.reason))}` : ''
  return `${verb} ${whom}${traits}${reason}`
}

/** What stands at a JSON pointer of the body, so that a line which is cut is not cut before it. */
function valueAt({ response, end }: Exchange, at: string | undefined): string | undefined {
  if (response === null || end === null || at?.startsWith('/data/') !== true) return undefined
  const { body } = answerOf(response)
  const data = body.kind === 'json' ? asObject(asObject(body.value)?.['data']) : undefined
  const name = at.slice('/data/'.length)
  const value = data?.[name]
  return value === undefined ? undefined : short(plain(`${name} ${JSON.stringify(value)}`), 160)
}

function answerText(exchange: Exchange): string {
  if (exchange.response === null || exchange.end === null) return exchange.failure?.message ?? 'no answer'
  const { body } = answerOf(exchange.response)
  if (body.kind === 'empty') return 'an empty body'
  if (body.kind === 'binary') return `${exchange.response.body.length} bytes`
  const envelope = body.kind === 'json' ? asObject(body.value) : undefined
  const data = asObject(envelope?.['data'])
  if (data !== undefined) {
    const told = ['revoked_at', 'revoked_by', 'revocation_reason'].filter((key) => data[key] !== undefined && data[key] !== null)
    return short(plain(told.map((key) => `${key} ${valueText(data[key])}`).join(', ')) || plain(JSON.stringify(data)), 160)
  }
  const detail = envelope?.['detail']
  return short(plain(typeof detail === 'string' ? detail : (exchange.response.body.text ?? '')), 160)
}

/** A time as it is, without quotes that tell nothing. */
function valueText(value: unknown): string {
  return typeof value === 'string' && /^[\w:.+-]+$/.test(value) ? value : JSON.stringify(value)
}

function short(text: string, length = 60): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text
}
