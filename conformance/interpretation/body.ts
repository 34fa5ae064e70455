import { givenContract } from '../../contract/index.ts'
import type { HeaderFields, RecordedBody, RecordedRequest } from '../history/events.ts'
import { plain } from '../history/mask.ts'
import { jsonText } from './json.ts'

/** One thing about a request body on which the contract, or its silence, has something to say. */
export type BodyTrait =
  | 'wrong type' // JSON that does not fit the schema
  | 'broken json'
  | 'extended json'
  | 'odd keys' // `__proto__`, `constructor`, case variants of `reason`
  | 'huge number'
  | 'deep'
  | 'duplicate keys'
  | 'nul'
  | 'surrogate'
  | 'long reason'
  | 'huge' // beyond what servers commonly read
  | 'empty' // announced as JSON, no bytes
  | 'blank'
  | 'other media type' // text/plain, a form, none with a body
  | 'exotic media type' // merge-patch, another charset, a BOM, UTF-16
  | 'chunked'

export interface BodyReading {
  /** Empty for an ordinary valid body. */
  readonly traits: readonly BodyTrait[]
  /** The reason as a server that reads the body as JSON must see it; `undefined` when there is none or it cannot be told. */
  readonly reason: string | null | undefined
}

/** Reasons beyond this length may be refused: many systems keep a column for them. */
const long = 1_000
const huge = 500_000

/** Reads a request body as the contract's `application/json` payload. */
export function bodyOf(request: RecordedRequest): BodyReading {
  const traits = new Set<BodyTrait>()
  if (request.framing === 'chunked') traits.add('chunked')
  const media = mediaTypeOf(request.headers)
  if (request.body === null || request.body.length === 0) {
    if (media !== undefined) traits.add(isJson(media) ? 'empty' : 'other media type')
    return { traits: [...traits], reason: null }
  }
  if (request.body.length > huge) traits.add('huge')
  if (!isPlainJson(media)) {
    // Whether such a body is read as JSON at all is the target's choice, so nothing in it is a fault.
    traits.add(isJson(media) || charsetOf(media) !== undefined ? 'exotic media type' : 'other media type')
    return { traits: [...traits], reason: undefined }
  }
  return { reason: readText(request.body, traits), traits: [...traits] }
}

function readText(body: RecordedBody, traits: Set<BodyTrait>): string | null | undefined {
  const { text } = body
  if (text === undefined || text.startsWith('\ufeff') || body.capped === true) {
    traits.add('exotic media type')
    return undefined
  }
  if (text.trim() === '') {
    traits.add('blank')
    return undefined
  }
  const json = jsonText(text)
  if (json.kind !== 'json') {
    traits.add(json.kind === 'broken' ? 'broken json' : 'extended json')
    return undefined
  }
  if (json.duplicateKeys) traits.add('duplicate keys')
  if (givenContract.problemsInBody(json.value).length > 0) traits.add('wrong type')
  addOddities(json.value, text, traits)
  return json.duplicateKeys ? undefined : reasonIn(json.value)
}

function addOddities(value: unknown, text: string, traits: Set<BodyTrait>): void {
  if (/[-\d.]\d{16,}|\d[eE][+-]?\d{3,}/.test(text.replaceAll(/"(?:[^"\\]|\\.)*"/g, ''))) traits.add('huge number')
  if (depthOf(text) > 50) traits.add('deep')
  const reason = reasonIn(value)
  if (typeof value === 'object' && value !== null && Object.keys(value).some(isOddKey)) traits.add('odd keys')
  if (/\\u0000/i.test(text)) traits.add('nul')
  if (/\\ud[89a-f][0-9a-f]{2}/i.test(text) && !text.isWellFormed()) traits.add('surrogate')
  if (/\\ud[89a-f][0-9a-f]{2}/i.test(text) && hasLoneSurrogate(value)) traits.add('surrogate')
  if (typeof reason === 'string' && reason.length > long) traits.add('long reason')
}

function isOddKey(key: string): boolean {
  return (
    ['__proto__', 'constructor', 'prototype'].includes(key) || (key !== 'reason' && key.trim().toLowerCase() === 'reason') || key === ''
  )
}

function hasLoneSurrogate(value: unknown): boolean {
  if (typeof value === 'string') return !value.isWellFormed()
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([key, part]) => !key.isWellFormed() || hasLoneSurrogate(part))
}

/** How deep arrays and objects nest, without recursion. */
function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    if (token === '{' || token === '[') deepest = Math.max(deepest, (depth += 1))
    else if (token === '}' || token === ']') depth -= 1
  }
  return deepest
}

function reasonIn(value: unknown): string | null | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const reason: unknown = Object.hasOwn(value, 'reason') ? Reflect.get(value, 'reason') : null
  return typeof reason === 'string' ? plain(reason) : reason === null ? null : undefined
}

function mediaTypeOf(headers: HeaderFields): string | undefined {
  return headers
    .find(([name]) => name.toLowerCase() === 'content-type')?.[1]
    .trim()
    .toLowerCase()
}

function isJson(media: string | undefined): boolean {
  return media !== undefined && /^[\w.+-]+\/(?:[\w.+-]+\+)?json\s*(?:;|$)/.test(media)
}

/** `application/json`, with no parameter but `charset=utf-8`. */
function isPlainJson(media: string | undefined): boolean {
  return media !== undefined && /^application\/json\s*(?:;\s*charset="?utf-?8"?\s*)?$/.test(media)
}

function charsetOf(media: string | undefined): string | undefined {
  return /;\s*charset=/.exec(media ?? '')?.[0]
}
