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
    return isExtended(text) ? { kind: 'extended' } : { kind: 'broken' }
  }
}

/**
 * Whether lenient parsers might read a text that `JSON.parse` refuses. Judged generously, since only what no parser
 * reads may be held against a target: everything lenient parsers are known to allow is rewritten, then parsed again;
 * text after a whole value counts, too.
 */
function isExtended(text: string): boolean {
  const rewritten = text
    .replaceAll(/"(?:[^"\\]|\\[\s\S])*"/g, '""')
    .replaceAll(/'(?:[^'\\]|\\[\s\S])*'/g, '""')
    .replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|#[^\n]*/g, ' ')
    .replaceAll(/[+-]?\b(?:NaN|Infinity|Inf|True|False|None|undefined|0[xob][0-9a-f]+)\b/gi, 'null')
    .replaceAll(/([{,]\s*)([A-Za-z_$][\w$]*)(\s*:)/g, '$1""$3')
    .replaceAll(/[+-]?\d[\d_.eE+-]*|[+-]?\.\d+/g, '0')
    .replaceAll(/,(\s*[}\]])/g, '$1')
  return isJsonPrefix(rewritten)
}

/** Whether a whole JSON value stands at the beginning of the text. */
function isJsonPrefix(text: string): boolean {
  const start = text.trimStart()
  let depth = 0
  for (let index = 0; index < start.length; index += 1) {
    const char = start[index] ?? ''
    if (char === '{' || char === '[') depth += 1
    if (char === '}' || char === ']') depth -= 1
    if (depth <= 0 && /[}\]"]/.test(char)) {
      if (parses(start.slice(0, index + 1))) return true
      if (depth < 0) return false
    }
  }
  return parses(start) || /^(?:null|true|false|0)\b/.test(start)
}

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
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
