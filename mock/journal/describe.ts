import type { Content, HeaderLine, JournalEntry, TokenRef } from '../control/generated/types.ts'
import type { Contract } from '../../contract/index.ts'
import { base64url } from '../model/mint.ts'
import type { Token } from '../model/token.ts'
import { decisionOf } from './decision.ts'
import type { Entry } from './entry.ts'
import { bodyOf, headersOf, longestBody } from './entry.ts'
import type { Archive } from './hint.ts'
import { hintOf } from './hint.ts'
import type { Veil } from './secrets.ts'
import { shownHeader, veilOf } from './secrets.ts'

/** What it takes to put an entry into words. */
export interface Reader extends Archive {
  readonly contract: Contract
  /** The name of the token with this secret, where the mock still knows it. */
  readonly nameOf: (secret: string) => string | undefined
}

/** An entry in words, without a secret in it. */
export function described(entry: Entry, reader: Reader): JournalEntry {
  const veil = veilOver(entry, reader)
  return {
    id: entry.id,
    at: new Date(entry.at).toISOString(),
    duration: rounded(entry.duration),
    waited: rounded(entry.waited),
    request: {
      method: entry.method,
      target: veil(entry.target),
      headers: pairs(headersOf(entry)).map(([name, value]) => [name, shownHeader(name, value, veil)]),
      body: contentOf(bodyOf(entry), entry.bodyLength, veil),
    },
    answer: {
      status: entry.status,
      headers: Object.entries({ ...entry.commonHeaders, ...entry.answerHeaders }).map(([name, value]) => [
        name,
        shownHeader(name, value, veil),
      ]),
      body: textOf(entry, veil),
    },
    network: entry.network ?? null,
    forced: entry.forced ?? null,
    credential: entry.credential,
    caller: refTo(entry.caller),
    tokenId: entry.tokenId === undefined ? null : veil(entry.tokenId),
    target: refTo(entry.found),
    reason: entry.reason === null ? null : veil(entry.reason),
    effect: entry.effect,
    faults: entry.faults,
    decided: quoted(entry, reader.contract),
    hint: veiled(hintOf(entry, reader), veil),
  }
}

/** The secret that came as the credential is known by its token, whatever the mock has forgotten since. */
function veilOver(entry: Entry, { nameOf }: Reader): Veil {
  const { caller } = entry
  const lines = pairs(headersOf(entry)).filter(([name]) => name.toLowerCase() === 'authorization')
  const own = new Set(lines.map(([, value]) => value.split(/\s+/)[1] ?? ''))
  return veilOf((secret) => (caller !== undefined && own.has(secret) ? caller.name : nameOf(secret)))
}

function veiled(text: string | null, veil: Veil): string | null {
  return text === null ? null : veil(text)
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000
}

function pairs(headers: readonly string[]): HeaderLine[] {
  return Array.from({ length: Math.floor(headers.length / 2) }, (_, index) => [headers[2 * index] ?? '', headers[2 * index + 1] ?? ''])
}

function refTo(token: Token | undefined): TokenRef | null {
  return token === undefined ? null : { id: token.id, name: token.name, kind: token.kind }
}

function contentOf(body: Uint8Array, length: number, veil: Veil): Content | null {
  if (length === 0) return null
  const cut = body.length < length ? { cut: true as const } : {}
  const text = decoded(body, body.length < length)
  if (text !== undefined) return { text: veil(text), length, ...cut }
  // Within base64 nobody would see a secret, and so nobody could hide it.
  const plain = new TextDecoder('latin1').decode(body)
  return veil(plain) === plain ? { base64: base64(body), length, ...cut } : { length, ...cut }
}

/** As text, where it is UTF-8; of a cut one the last character may be half there. */
function decoded(body: Uint8Array, isCut: boolean): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body, { stream: isCut })
  } catch {
    return undefined
  }
}

/** With padding, in the alphabet of RFC 4648 section 4. */
function base64(bytes: Uint8Array): string {
  const text = base64url(bytes).replaceAll('-', '+').replaceAll('_', '/')
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=')
}

function textOf({ answerBody, answerLength }: Entry, veil: Veil): Content | null {
  if (answerLength === 0) return null
  const isCut = answerLength > longestBody
  return {
    text: veil(answerBody),
    length: isCut ? answerLength : new TextEncoder().encode(answerBody).length,
    ...(isCut ? { cut: true } : {}),
  }
}

/** Another version of the contract may say it in other words; then it is not quoted. */
function quoted(entry: Entry, contract: Contract): JournalEntry['decided'] {
  const decision = decisionOf(entry)
  const { source } = decision
  return source === null || isThere(source, contract) ? decision : { ...decision, source: null }
}

function isThere({ quote, pointer }: { quote: string; pointer: string }, { document }: Contract): boolean {
  const keys = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
  const text = keys.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document)
  return typeof text === 'string' && text.includes(quote)
}
