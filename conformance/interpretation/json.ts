import { isLenientJson } from './lenient-json.ts'

/** What kind of JSON text a request body is, as far as RFC 8259 and lenient parsers go. */
export type JsonText =
  | { readonly kind: 'json'; readonly value: unknown; readonly duplicateKeys: boolean }
  /** Not RFC 8259, yet some parsers read it (section 9): `NaN`, comments, trailing commas or text, raw control characters. */
  | { readonly kind: 'extended' }
  /** No parser reads it. */
  | { readonly kind: 'broken' }

/** @see https://www.rfc-editor.org/rfc/rfc8259#section-9 */
export function jsonText(text: string): JsonText {
  try {
    const value: unknown = JSON.parse(text)
    return { kind: 'json', value, duplicateKeys: hasDuplicateKeys(text, value) }
  } catch {
    return isLenientJson(text) ? { kind: 'extended' } : { kind: 'broken' }
  }
}

/** Whether an object somewhere in this valid JSON text, which reads as `value`, names one key twice. */
export function hasDuplicateKeys(text: string, value: unknown): boolean {
  // With no more places where a key may end than there are keys, none of them was named twice.
  if (endsOfKeysIn(text) === keysIn(value)) return false
  const keys: (Set<string> | undefined)[] = []
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"(?:\s*:)?|[{}[\]]/g)) {
    if (token === '{') keys.push(new Set())
    else if (token === '[') keys.push(undefined)
    else if (token === '}' || token === ']') keys.pop()
    else if (token.endsWith(':')) {
      const key = String(JSON.parse(token.slice(0, token.lastIndexOf('"') + 1)))
      const seen = keys.at(-1)
      if (seen?.has(key)) return true
      seen?.add(key)
    }
  }
  return false
}

/** How many colons there are behind a quotation mark or white space: all that follow a key, and perhaps others in texts. */
function endsOfKeysIn(text: string): number {
  let ends = 0
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) if (mayFollowKey.has(text[at - 1])) ends += 1
  return ends
}

const mayFollowKey: ReadonlySet<string | undefined> = new Set(['"', ' ', '\t', '\n', '\r'])

/** How many keys all objects in a value have, without recursion. */
function keysIn(value: unknown): number {
  const parts: unknown[] = [value]
  let keys = 0
  for (const part of parts) {
    if (typeof part !== 'object' || part === null) continue
    const inner: unknown[] = Object.values(part)
    if (!Array.isArray(part)) keys += inner.length
    for (const each of inner) if (typeof each === 'object') parts.push(each)
  }
  return keys
}
