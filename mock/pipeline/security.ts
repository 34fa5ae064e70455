import type { Refusal } from './refusal.ts'
import { isRefusal } from './refusal.ts'
import type { Exchange } from './exchange.ts'

/**
 * What an operation asks of its callers: nothing, a token of ours, a token of ours or something else (`choice`), or
 * something else only (`other`), which stock Prism checks.
 */
export type Demand = 'nothing' | 'token' | 'choice' | 'other'

type Json = Readonly<Record<string, unknown>>

/** The demand of an operation: its own `security`, else the document's. */
export function demandOf(document: Json, operation: Json): Demand {
  const alternatives = (operation['security'] ?? document['security'] ?? []) as readonly Json[]
  const components = (document['components'] ?? {}) as Json
  const schemes = (components['securitySchemes'] ?? {}) as Readonly<Record<string, Json>>
  const withToken = alternatives.filter((alternative) => Object.keys(alternative).some((name) => carriesToken(schemes[name])))
  if (alternatives.length === 0) return 'nothing'
  if (withToken.length === 0) return 'other'
  return withToken.length === alternatives.length ? 'token' : 'choice'
}

/** Whether a scheme sends a bearer token in `Authorization`; OAuth 2 and OpenID Connect do, by RFC 6750. */
function carriesToken(scheme: Json | undefined): boolean {
  const { type, scheme: httpScheme } = scheme ?? {}
  return type === 'oauth2' || type === 'openIdConnect' || (type === 'http' && /^bearer$/i.test(String(httpScheme)))
}

/** Why the caller of an operation is not let in, if so. With a choice, a token that is given must be a good one. */
export function securityRefusal({ place, credential, caller }: Exchange): Refusal | undefined {
  if (place.kind !== 'operation' || caller === undefined || !isRefusal(caller)) return undefined
  const { demand } = place.operation
  return demand === 'token' || (demand === 'choice' && credential?.kind !== 'none') ? caller : undefined
}
