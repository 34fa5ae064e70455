import { operation } from '../../contract/index.ts'
import type { Token } from '../model/token.ts'
import { uuidOf } from '../model/uuid.ts'
import type { Entry as Part } from '../pipeline/refusal.ts'
import type { Entry } from './entry.ts'
import { headersOf } from './entry.ts'

/** What a hint may look up. */
export interface Archive {
  /** Who revoked a token, by name, while the journal still knows. */
  readonly revoker: (id: string) => string | undefined
  /** A token whose id, jti or name is this, as far as it can be found without searching long. */
  readonly lookUp: (text: string) => Token | undefined
}

/** What the sender of a refused request may have meant, or overlooked. */
export function hintOf(entry: Entry, archive: Archive): string | null {
  const { refusal } = entry
  if (entry.forced !== undefined || refusal === undefined) return null
  if (Array.isArray(refusal.detail) && refusal.because !== 'id' && refusal.because !== 'target')
    return partsHint(refusal.detail as readonly Part[])
  switch (refusal.because) {
    case 'path':
      return `The operation is ${operation.method} ${operation.path}.`
    case 'method':
      return `The method is ${operation.method}.`
    case 'credential':
      return credentialHint(entry, archive)
    case 'id':
    case 'target':
      return idHint(entry.tokenId ?? '', archive)
    case 'permission':
      return `${entry.caller?.name ?? 'The caller'} may revoke only itself. Send a manager's token.`
    case 'state':
      return entry.found === undefined ? null : deathHint(entry.found, entry.at, archive)
    case 'framing':
    case 'media type':
    case 'encoding':
    case 'json':
    case 'schema':
    case 'reason':
    default:
      return null
  }
}

function partsHint([first]: readonly Part[]): string | null {
  if (first === undefined) return null
  const field = first.loc
    .slice(1)
    .filter((part) => typeof part === 'string')
    .join('.')
  const cause = typeof first.ctx?.['error'] === 'string' ? ` (${first.ctx['error']})` : ''
  if (field === '' || !first.msg.startsWith(wanted)) return `${field === '' ? 'The body' : `\`${field}\``}: ${first.msg}${cause}.`
  return `\`${field}\` must be ${first.msg.slice(wanted.length).replace('a valid i', 'an i').replace('a valid', 'a')}.`
}

const wanted = 'Input should be '

function credentialHint(entry: Entry, archive: Archive): string {
  const { credential, caller, standing, at } = entry
  if (caller !== undefined && standing !== 'live') return deathHint(caller, at, archive) ?? ''
  if (credential === 'malformed') return `Write it as \`Authorization: Bearer ${operation.security.secretPrefix}…\`.`
  if (credential === 'ambiguous') return 'Send one Authorization header.'
  if (credential === 'bearer') return 'Was it issued before a reset, or in another world? `X-Mock-World` names the world.'
  const line = headersOf(entry).findIndex((text, index) => index % 2 === 0 && text.toLowerCase() === 'authorization')
  if (line < 0) return 'There is no Authorization header.'
  return `The Authorization header does not begin with "Bearer ".`
}

function deathHint(token: Token, at: number, { revoker }: Archive): string | null {
  const { revocation, expiresAt, name } = token
  if (revocation === undefined) return expiresAt <= at ? `${name} expired ${ago(at - expiresAt)}.` : null
  const reason = revocation.reason === null ? '' : ` ("${revocation.reason.slice(0, 60)}")`
  return `${name} was revoked ${ago(at - revocation.at)} by ${revoker(token.id) ?? revocation.by}${reason}.`
}

function idHint(tokenId: string, { lookUp }: Archive): string | null {
  const text = uuidOf(tokenId) ?? tokenId
  const token = lookUp(text)
  if (token === undefined) return null
  if (token.jti === text) return `That is the jti of ${token.name}; its id is ${token.id}.`
  if (token.name === text) return `That is the name of a token; its id is ${token.id}.`
  return token.id === text ? null : `Did you mean ${token.id} (${token.name})?`
}

const units: readonly (readonly [length: number, one: string, many: string])[] = [
  [365 * 86_400, 'a year', 'years'],
  [86_400, 'a day', 'days'],
  [3600, 'an hour', 'hours'],
  [60, 'a minute', 'minutes'],
]

/** Such as "12 s ago", "5 minutes ago". */
function ago(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000
  if (milliseconds < 0) return 'at a later time'
  const unit = units.find(([length]) => seconds >= length)
  if (unit === undefined) return seconds < 1 ? `${Math.round(milliseconds)} ms ago` : `${Math.floor(seconds)} s ago`
  const [length, one, many] = unit
  const count = Math.floor(seconds / length)
  return count === 1 ? `${one} ago` : `${count} ${many} ago`
}
