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
  | 'deep nesting'
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
const hugeNumber = /[-\d.]\d{16,}|\d[eE][+-]?\d{3,}/
/** How deep arrays and objects may nest. */
const deep = 50

/** Bodies of this length and beyond are not remembered: the same one hardly comes twice. */
const longestKnown = 1_000

/**
 * Reads a request body as the contract's `application/json` payload.
 *
 * @param media What the request says it is: `mediaTypeOf` its header fields.
 * @param known By what it depends on: what was read before, and what is read now.
 */
export function bodyOf(
  request: RecordedRequest,
  media: string | undefined = mediaTypeOf(request.headers),
  known: Map<string, BodyReading> = new Map(),
): BodyReading {
  const { body, framing } = request
  if (body === null && media === undefined && framing === 'none') return nothing
  if (body?.text === undefined || body.capped === true || body.length > longestKnown) return readBody(request, media)
  const key = `${framing} ${body.length} ${media}\n${body.text}`
  const found = known.get(key) ?? readBody(request, media)
  known.set(key, found)
  return found
}

const nothing: BodyReading = { traits: [], reason: null }

function readBody(request: RecordedRequest, media: string | undefined): BodyReading {
  const traits = new Set<BodyTrait>()
  if (request.framing === 'chunked') traits.add('chunked')
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
  // Of one key twice, either value may be the one that counts.
  const mayFit = json.duplicateKeys && isObject(json.value)
  if (!mayFit && givenContract.problemsInBody(json.value).length > 0) traits.add('wrong type')
  addOddities(json.value, text, traits)
  return json.duplicateKeys || hasRival(json.value) ? undefined : reasonIn(json.value)
}

function addOddities(value: unknown, text: string, traits: Set<BodyTrait>): void {
  if (hugeNumber.test(text) && hugeNumber.test(text.replaceAll(/"(?:[^"\\]|\\.)*"/g, ''))) traits.add('huge number')
  if (text.length > deep && depthOf(text) > deep) traits.add('deep nesting')
  const reason = reasonIn(value)
  if (keysAndValues(value).some(({ key }) => isOddKey(key)) || hasRival(value)) traits.add('odd keys')
  if (/\\u0000/i.test(text)) traits.add('nul')
  if (/\\ud[89a-f][0-9a-f]{2}/i.test(text) && hasLoneSurrogate(value)) traits.add('surrogate')
  if (typeof reason === 'string' && reason.length > long) traits.add('long reason')
}

/** Keys that careful servers refuse wherever they stand. */
function isOddKey(key: string): boolean {
  return ['__proto__', 'constructor', 'prototype', ''].includes(key)
}

/** Whether another spelling of `reason` is there, which some parsers take for it. */
function hasRival(value: unknown): boolean {
  return isObject(value) && Object.keys(value).some((key) => key !== 'reason' && key.trim().toLowerCase() === 'reason')
}

function hasLoneSurrogate(value: unknown): boolean {
  return keysAndValues(value).some(({ key, value: part }) => !key.isWellFormed() || (typeof part === 'string' && !part.isWellFormed()))
}

/** The value itself and every value in it with its key or index, without recursion. */
function keysAndValues(value: unknown): readonly { readonly key: string; readonly value: unknown }[] {
  const found = [{ key: 'itself', value }]
  for (const { value: part } of found) {
    if (typeof part !== 'object' || part === null) continue
    for (const [key, inner] of Object.entries(part)) found.push({ key, value: inner as unknown })
  }
  return found
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
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

/** Of a reason with half a pair of surrogates nobody can tell what becomes. */
function reasonIn(value: unknown): string | null | undefined {
  if (!isObject(value)) return null
  const reason: unknown = Object.hasOwn(value, 'reason') ? Reflect.get(value, 'reason') : null
  if (typeof reason === 'string') return reason.isWellFormed() ? plain(reason) : undefined
  return reason === null ? null : undefined
}

/** The `Content-Type` with its parameters, in lower case. */
export function mediaTypeOf(headers: HeaderFields): string | undefined {
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
