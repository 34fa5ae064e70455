import { hash } from 'node:crypto'
import { operation } from '../../../contract/index.ts'
import type { Disguise } from './marks.ts'

/** One way in which a secret may be written, to be looked for in what is recorded. */
export interface Needle {
  readonly name: string
  readonly form: Disguise
  /** What to look for; a char code is a byte or a UTF-16 code unit. */
  readonly text: string
  /** In base64 the first and the last character may hold bits of the neighbours, too: which ones they can be. */
  readonly before?: string
  readonly after?: string
}

/**
 * Every way in which a secret is looked for: as it is, in base64 and hex, and its digests in hex and base64. Escapes
 * (percent, JSON, HTML) are not listed here: they are undone before the search, see `escapes.ts`.
 */
export function needlesOf(secret: string, name: string): Needle[] {
  const bytes = Buffer.from(secret, 'utf8')
  return [
    ...rawNeedles(secret, bytes, name),
    ...stemNeedles(secret, name),
    ...base64Needles(bytes, name),
    ...hexNeedles(bytes, name, 'hex'),
    ...(['md5', 'sha1', 'sha256', 'sha512'] as const).flatMap((form) => digestNeedles(bytes, name, form)),
  ]
}

/** A secret beyond ASCII looks different in a text and in bytes that are read as latin1. */
function rawNeedles(secret: string, bytes: Buffer, name: string): Needle[] {
  const needle = { name, form: 'raw' as const, text: secret }
  return bytes.length === secret.length ? [needle] : [needle, { ...needle, text: bytes.toString('latin1') }]
}

/** Whoever masks a secret by its public beginning gives away all of it. */
function stemNeedles(secret: string, name: string): Needle[] {
  const { secretPrefix } = operation.security
  const text = secret.slice(secretPrefix.length)
  return secret.startsWith(secretPrefix) && text.length >= shortestStem ? [{ name, form: 'stem', text }] : []
}

/** A shorter rest could not be told from ordinary text. */
const shortestStem = 16

function digestNeedles(bytes: Buffer, name: string, form: 'md5' | 'sha1' | 'sha256' | 'sha512'): Needle[] {
  const digest = hash(form, bytes, 'buffer')
  const inBase64 = spellings(digest.toString('base64').replace(/=+$/, ''))
  return [...hexNeedles(digest, name, form), ...inBase64.map((text) => ({ name, form, text, after: '' }))]
}

function hexNeedles(bytes: Buffer, name: string, form: Disguise): Needle[] {
  const text = bytes.toString('hex')
  return [text, text.toUpperCase()].map((spelling) => ({ name, form, text: spelling }))
}

/**
 * A secret inside a longer text that is base64 as a whole (`user:secret`, JSON) begins at one of three offsets within a
 * group of three bytes. Looked for is what the secret alone decides; its shared edges are listed.
 */
function base64Needles(bytes: Buffer, name: string): Needle[] {
  return [0, 1, 2].flatMap((offset) => {
    const [low, high] = [encoded(bytes, offset, 0x00), encoded(bytes, offset, 0xff)]
    const bits = 8 * (offset + bytes.length)
    const last = Math.floor(bits / 6)
    const before = offset === 0 ? '' : spanOf(low, high, offset)
    const after = bits % 6 === 0 ? '' : spanOf(low, high, last)
    const text = low.slice(offset === 0 ? 0 : offset + 1, last)
    return spellings(text).map((spelling) => ({ name, form: 'base64' as const, text: spelling, before, after }))
  })
}

/** Base64 of the secret between neighbours that are all zeros, or all ones. */
function encoded(bytes: Buffer, offset: number, edge: number): string {
  return Buffer.concat([Buffer.alloc(offset, edge), bytes, Buffer.alloc(3, edge)]).toString('base64')
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.split('')

/** Which characters can stand at an index whose bits are partly the neighbour's: the low and the high one tell. */
function spanOf(low: string, high: string, index: number): string {
  const [lowest, highest] = [alphabet.indexOf(low.charAt(index)), alphabet.indexOf(high.charAt(index))]
  const free = lowest ^ highest
  const possible = alphabet.filter((_, value) => (value & ~free) === (lowest & ~free)).join('')
  return possible + toUrlAlphabet(possible).replace(/[A-Za-z0-9]/g, '')
}

/** The standard and the URL alphabet; one entry where they agree. */
function spellings(text: string): string[] {
  return [...new Set([text, toUrlAlphabet(text)])]
}

function toUrlAlphabet(text: string): string {
  return text.replaceAll('+', '-').replaceAll('/', '_')
}
