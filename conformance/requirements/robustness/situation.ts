import type { Exchange } from '../../history/events.ts'
import type { History } from '../../history/history.ts'
import { timelineOf } from '../../history/timeline.ts'
import type { RequestReading } from '../../interpretation/request.ts'
import { readRequest } from '../../interpretation/request.ts'
import type { Level } from '../requirement.ts'

/** A request in a few words, alike for requests that a defect would treat alike. */
export function situationOf(history: History, exchange: Exchange): string {
  if (exchange.request.framing === 'raw') return `bytes that are no HTTP request (${exchange.request.shape ?? 'of an unknown kind'})`
  const { route, credential, target, body } = readRequest(history, exchange)
  const parts: string[] = []
  if (route !== 'revoke') parts.push(route === 'other method' ? exchange.request.method : route)
  if (credential.kind !== 'token')
    parts.push(
      { none: 'no credential', unknown: 'an unknown credential', malformed: 'a malformed credential', several: 'two credentials' }[
        credential.kind
      ],
    )
  if (body.traits.length > 0) parts.push(body.traits[0] ?? '')
  // What is unusual about the body says it all; otherwise the target does.
  if (body.traits.length > 0) return parts.join(' with ')
  if (target.kind === 'token') {
    const revoked = timelineOf(history).targetStates(target.alias, exchange).has('revoked')
    parts.push(`${target.spelling === 'other' ? 'another spelling of ' : ''}a ${revoked ? 'revoked' : 'live'} token`)
  } else if (target.kind !== 'none') parts.push(target.kind === 'unknown uuid' ? 'an unknown id' : 'an id that is no UUID')
  return parts.join(' with ') || 'a request'
}

/** Another operation, which only serves to try credentials, is not what the contract is about. */
export function levelAt({ route }: RequestReading): { readonly level?: Level } {
  return route === 'probe' ? { level: 'should' } : {}
}
