import type { Exchange } from '../../history/events.ts'
import type { History } from '../../history/history.ts'
import { timelineOf } from '../../history/timeline.ts'
import { answerOf, asObject } from '../../interpretation/answer.ts'
import { readRequest } from '../../interpretation/request.ts'
import { perExchange } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'

/** Bodies of 400, 401, 403 and 404 on the revoke operation. */
export const errorsAreJson: Requirement = perExchange(
  {
    id: 'http/errors-are-json',
    level: 'must',
    title: 'Errors are JSON objects with a `detail`, and never say success',
    source: contract('responses/401/content/application~1json/example/detail', 'Not authenticated'),
  },
  (exchange, history) => {
    const { response } = exchange
    if (response === null || exchange.end === null || ![400, 401, 403, 404].includes(response.status)) return undefined
    if (readRequest(history, exchange).route !== 'revoke' || exchange.request.framing === 'raw') return undefined
    // While the target is being restarted, whatever stands in front of it answers.
    if (timelineOf(history).isUnsettled(exchange)) return undefined
    const { body, mediaType, status } = answerOf(response)
    const object = body.kind === 'json' ? asObject(body.value) : undefined
    if (typeof object?.['detail'] === 'string' && object['success'] !== true && mediaType === 'application/json') return []
    const at = { exchanges: [exchange.id], at: 'body', expected: `a JSON object with "detail" for ${status}` }
    const mild = { ...at, level: 'should' as const }
    if (object?.['success'] === true) return [{ ...at, key: 'says success', got: '"success": true' }]
    if (object !== undefined) {
      if (mediaType !== 'application/json') return [{ ...mild, key: 'media type', got: mediaType ?? 'no Content-Type', at: 'content-type' }]
      return [{ ...mild, key: 'no detail', got: 'no "detail" string' }]
    }
    if (body.kind === 'empty' || body.kind === 'json')
      return [{ ...mild, key: body.kind, got: body.kind === 'empty' ? 'an empty body' : 'JSON, but no object' }]
    if (body.kind === 'cut') return []
    const got = `${mediaType ?? 'no media type'}: ${(response.body.text ?? '').slice(0, 80)}`
    return [{ ...(mayBeTheHttpLayer(history, exchange) ? mild : at), key: 'no JSON', got }]
  },
)

/**
 * What HTTP servers refuse in a path by themselves: characters that RFC 3986 keeps out of URIs, broken escapes, and those of
 * control characters and slashes.
 */
const unsafe = /[^\w\-.~!$&'()*+,;=:@%/?]|%(?![0-9a-f]{2})|%[01][0-9a-f]|%7f|%5c|%2f|%[89a-f][0-9a-f]/i

/** Whether the HTTP layer, or a router, may have refused the request before any application saw it; its error pages are its own. */
function mayBeTheHttpLayer(history: History, exchange: Exchange): boolean {
  const { target, credential } = readRequest(history, exchange)
  // A router may know its path only with a UUID.
  if (target.kind === 'not a uuid' && (exchange.response?.status === 404 || target.overlong)) return true
  if (unsafe.test(exchange.request.target)) return true
  // nginx refuses a second `Authorization` line by itself, whatever the two say.
  if (credential.kind === 'several' && exchange.response?.status === 400) return true
  return credential.kind === 'malformed' || (credential.kind === 'several' && credential.parts.some((part) => part.kind === 'malformed'))
}
