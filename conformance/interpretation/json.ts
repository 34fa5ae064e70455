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
    return { kind: 'json', value, duplicateKeys: hasDuplicateKeys(text) }
  } catch {
    return isLenientJson(text) ? { kind: 'extended' } : { kind: 'broken' }
  }
}

/** Whether an object somewhere in this valid JSON text names one key twice. */
function hasDuplicateKeys(text: string): boolean {
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
