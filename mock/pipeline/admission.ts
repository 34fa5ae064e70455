import type { Token } from '../model/token.ts'
import type { Readings } from '../readings/readings.ts'
import type { Refusal } from './refusal.ts'
import { challenge, refusal } from './refusal.ts'
import type { Identity } from './steps.ts'

/** The caller, when there is a live token behind the credential; else why nobody is let in. */
export function admissionOf({ credential, token, standing }: Identity, readings: Readings): Token | Refusal {
  if (credential.kind === 'none') return unauthenticated('Not authenticated')
  if (credential.kind === 'malformed') return refusal('credential', readings['malformed-credential'])
  if (credential.kind === 'ambiguous') return refusal('credential', readings['two-authorizations'])
  if (token === undefined || standing === undefined) return unauthenticated('Invalid token')
  return standing === 'live' ? token : unauthenticated(`Token has ${deaths[standing]}`)
}

const deaths = { revoked: 'been revoked', expired: 'expired' } as const

function unauthenticated(detail: string): Refusal {
  return { because: 'credential', status: 401, detail, headers: challenge }
}
