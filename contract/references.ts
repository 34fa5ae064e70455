import { ContractError } from './errors.ts'
import type { JsonObject } from './json.ts'
import { isObject } from './json.ts'

/** Below these keys a `$ref` is data, not a reference. */
const dataKeys = new Set(['example', 'examples', 'default', 'const', 'enum'])

/**
 * Refuses a document in which a `$ref` names nothing in that document; circles are fine. References to other files
 * and hosts are refused, too: a contract is one file, so that one digest names it.
 *
 * @throws ContractError `REF_UNRESOLVED` with the place of the reference.
 */
export function checkReferences(file: string, document: JsonObject): void {
  // A stack of its own: a document may be nested deeper than calls can be.
  const open: Place[] = [{ value: document, key: '#' }]
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const { value } = place
    if (typeof value !== 'object' || value === null) continue
    const reference = '$ref' in value ? value.$ref : undefined
    if (typeof reference === 'string' && resolve(document, reference) === undefined) throw unresolved(file, place, reference)
    for (const [key, part] of Object.entries(value).toReversed()) {
      if (!dataKeys.has(key)) open.push({ value: part, key, parent: place })
    }
  }
}

interface Place {
  readonly value: unknown
  readonly key: string
  readonly parent?: Place
}

function pointerTo(place: Place): string {
  const keys: string[] = []
  for (let at: Place | undefined = place; at !== undefined; at = at.parent) keys.unshift(escapeKey(at.key))
  return keys.join('/')
}

function unresolved(file: string, place: Place, reference: string): ContractError {
  const advice = reference.startsWith('#') ? 'Add the component, or correct the $ref.' : 'Bundle the document into one file.'
  return new ContractError('REF_UNRESOLVED', `${file}${pointerTo(place)}: $ref "${reference}" names nothing in this file. ${advice}`)
}

/** What a reference such as `#/components/schemas/Error` names in its document; `undefined` when nothing. */
export function resolve(document: JsonObject, reference: string): unknown {
  if (reference === '#') return document
  if (!reference.startsWith('#/')) return undefined
  let value: unknown = document
  for (const key of reference.slice(2).split('/')) {
    const name = decode(key).replaceAll('~1', '/').replaceAll('~0', '~')
    if (!isObject(value) && !Array.isArray(value)) return undefined
    value = Object.hasOwn(value, name) ? (value as JsonObject)[name] : undefined
  }
  return value
}

/** The part itself, or what its `$ref` leads to, however many steps away. */
export function follow(document: JsonObject, part: unknown): unknown {
  let value = part
  for (let steps = 0; isObject(value) && typeof value['$ref'] === 'string'; steps += 1) {
    if (steps > 100) return undefined
    value = resolve(document, value['$ref'])
  }
  return value
}

/** One key of a JSON pointer, RFC 6901 section 3. */
export function escapeKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}

function decode(key: string): string {
  try {
    return decodeURIComponent(key)
  } catch {
    return key
  }
}
