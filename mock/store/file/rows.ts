import type { Token } from '../../model/token.ts'
import type { Entry } from '../store.ts'

/** A token as a row has it: what never changes, as JSON; when it expires; its revocation, as JSON. */
export type TokenRow = readonly [fixed: string, expiresAt: number, revocation: string | null]

export const tokenColumns = 'fixed, expires_at, revocation'

export function tokenOf([fixed, expiresAt, revocation]: TokenRow): Token {
  return { ...JSON.parse(fixed), expiresAt, ...(revocation === null ? {} : { revocation: JSON.parse(revocation) }) } as Token
}

/** The rows of these as one JSON text. JSON escapes what SQL text cannot hold: NUL and lone surrogates. */
export function rowsOf(entries: readonly Entry[]): string {
  return JSON.stringify(
    entries.map(({ token: { expiresAt, revocation, ...fixed }, digest }) => [
      fixed.id,
      digest,
      JSON.stringify(fixed),
      expiresAt,
      revocation === undefined ? null : JSON.stringify(revocation),
    ]),
  )
}
