import { operation } from '../../contract/index.ts'
import type { RandomBytes } from './random.ts'
import type { IssuedToken, TokenKind } from './token.ts'

const farFuture = Date.UTC(2099, 11, 31, 23, 59, 59)
const longPast = Date.UTC(2020, 0, 1)

/**
 * A new live token, or one that expired in 2020 when its kind is `expired`. The others expire at the end of 2099.
 *
 * @param number Counts the tokens of this kind from 1; it becomes part of the name, and the owners take turns by it, so
 *   that of any few tokens two have the same owner.
 * @param random Where the identifiers (version 4 UUIDs) and the 256 bits of the secret come from.
 */
export function mint(kind: TokenKind, number: number, random: RandomBytes, owner?: string): IssuedToken {
  const holder = owner ?? holders[kind][(number - 1) % holders[kind].length] ?? kind
  return {
    token: {
      id: uuidFrom(random(16)),
      kind,
      jti: uuidFrom(random(16)),
      name: `${kind}-${number}`,
      email: `${holder}@dayzero.example`,
      owner: holder,
      expiresAt: kind === 'expired' ? longPast : farFuture,
    },
    secret: operation.security.secretPrefix + base64url(random(32)),
  }
}

const holders: Readonly<Record<TokenKind, readonly string[]>> = {
  manager: ['mira', 'malik'],
  revocable: ['ada', 'boris', 'chen', 'dara', 'emil'],
  outsider: ['olga', 'oscar'],
  expired: ['ella', 'eric'],
}

/** A UUID of version 4 made of 16 random bytes. */
export function uuidFrom(bytes: Uint8Array): string {
  const hex = [...bytes].map((byte, index) => stamped(byte, index).toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** Version 4 and the variant of RFC 9562, section 5.4. */
function stamped(byte: number, index: number): number {
  if (index === 6) return (byte & 0x0f) | 0x40
  return index === 8 ? (byte & 0x3f) | 0x80 : byte
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** RFC 4648 section 5 without padding; written out because a browser has no Buffer. */
export function base64url(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3)
    const bits = (a << 16) | (b << 8) | c
    for (let digit = 0; digit <= Math.min(3, bytes.length - at); digit += 1) text += alphabet[(bits >> (18 - 6 * digit)) & 63]
  }
  return text
}
