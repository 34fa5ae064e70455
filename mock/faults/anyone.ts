import type { Token } from '../model/token.ts'

/** Who is let in without being anybody. */
export const anyone: Token = {
  id: '00000000-0000-4000-8000-000000000000',
  kind: 'manager',
  jti: '00000000-0000-4000-8000-000000000001',
  name: 'anonymous',
  email: 'anonymous@dayzero.example',
  owner: 'anonymous',
  expiresAt: Number.MAX_SAFE_INTEGER,
}
