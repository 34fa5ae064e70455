/**
 * Whether some common parser reads a text as JSON, at least a value at its beginning: comments as in JSON5, JSONC and YAML,
 * trailing commas, either quote, bare words and numbers of any spelling, raw control characters, text after the value.
 *
 * Judged generously, since only what no parser reads may be held against a target. What was cut short is read by none.
 */
export function isLenientJson(text: string): boolean {
  const open: ('{' | '[')[] = []
  let expected: Expected = 'value'
  for (const token of tokensOf(text)) {
    if (token === undefined) return false
    const kind = kindOf(token)
    if (kind === 'open' && expected === 'value') {
      open.push(token as '{' | '[')
      expected = token === '{' ? 'key' : 'value'
    } else if (kind === 'scalar' && expected === 'key') expected = 'colon'
    else if (kind === 'colon' && expected === 'colon') expected = 'value'
    else if (kind === 'comma' && expected === 'next') expected = open.at(-1) === '{' ? 'key' : 'value'
    else if (kind === 'scalar' && expected === 'value') expected = 'next'
    else if (kind === 'close' && mayClose(open.at(-1), token, expected)) {
      open.pop()
      expected = 'next'
    } else return false
    if (open.length === 0 && expected === 'next') return true
  }
  return false
}

type Expected = 'value' | 'key' | 'colon' | 'next'

const token =
  /[\s\ufeff]+|\/\*[\s\S]*?\*\/|\/\/[^\n\r\u2028\u2029]*|#[^\n\r]*|"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|[{}[\],:]|(?:[^\s{}[\],:"'#/]|\/(?![/*]))+/y

/** What stands between white space and comments; `undefined` where nothing that begins is finished. */
function* tokensOf(text: string): Generator<string | undefined> {
  token.lastIndex = 0
  for (let at = 0; at < text.length; at = token.lastIndex) {
    token.lastIndex = at
    const [found] = token.exec(text) ?? []
    if (found === undefined) yield undefined
    else if (!/^(?:[\s\ufeff#]|\/[/*])/.test(found)) yield found
  }
}

function kindOf(text: string): 'open' | 'close' | 'colon' | 'comma' | 'scalar' {
  if (text === '{' || text === '[') return 'open'
  if (text === '}' || text === ']') return 'close'
  if (text === ':') return 'colon'
  return text === ',' ? 'comma' : 'scalar'
}

/** A comma may stand before it; a key or a colon may not. */
function mayClose(open: '{' | '[' | undefined, close: string, expected: Expected): boolean {
  return open === '{' ? close === '}' && (expected === 'key' || expected === 'next') : open === '[' && close === ']' && expected !== 'colon'
}
