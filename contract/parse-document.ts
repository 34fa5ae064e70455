import { ContractError } from './errors.ts'
import type { JsonObject } from './json.ts'
import { isObject } from './json.ts'

/**
 * The object in a JSON or YAML text; the YAML parser is loaded only when the text does not start with `{`.
 *
 * @throws ContractError `UNPARSABLE` with the line, or `NOT_OPENAPI` when it holds no object.
 */
export async function parseDocument(file: string, text: string): Promise<JsonObject> {
  const plain = text.replace(/^\uFEFF/, '')
  const value = plain.trimStart().startsWith('{') ? parseJson(file, plain) : await parseYaml(file, plain)
  if (isObject(value)) return value
  const found = plain.trim() === '' ? 'is empty' : 'holds no object'
  throw new ContractError('NOT_OPENAPI', `${file}: ${found}. Give an OpenAPI 3.1 document.`)
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const line = lineAt(text, firstWrongCharacter(text))
    const message = (cause as Error).message.replaceAll(/\s+/g, ' ')
    throw new ContractError('UNPARSABLE', `${file}:${line}: is not JSON (${message}). Correct the file.`, { cause })
  }
}

async function parseYaml(file: string, text: string): Promise<unknown> {
  const { parseDocument: parse } = await import('yaml')
  try {
    const parsed = parse(text, { prettyErrors: true })
    const [error] = parsed.errors
    if (error !== undefined) throw error
    // Through JSON, so that an anchor used twice becomes two values and no YAML type is left over.
    return JSON.parse(JSON.stringify(parsed.toJS({ maxAliasCount: 1000 })) ?? 'null')
  } catch (cause) {
    const place = (cause as { linePos?: readonly { line: number }[] }).linePos?.[0]
    const line = place === undefined ? '' : `:${place.line}`
    const [message] = (cause as Error).message.replace(/ at line \d+, column \d+:/, '').split('\n')
    throw new ContractError('UNPARSABLE', `${file}${line}: is not YAML (${message}). Correct the file.`, { cause })
  }
}

/**
 * Where a text stops being JSON: the index of the first character that nothing after it could mend, or the text's length.
 * `JSON.parse` of Node 20 gives no position for an unexpected token, so the place is searched for.
 */
function firstWrongCharacter(text: string): number {
  let [good, broken] = [0, text.length + 1]
  while (broken - good > 1) {
    const middle = Math.floor((good + broken) / 2)
    if (mayContinue(text.slice(0, middle))) good = middle
    else broken = middle
  }
  return good
}

/** Whether a text is JSON or the beginning of one: the parser's only complaint is that it ended. */
function mayContinue(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch (error) {
    const { message } = error as Error
    return /end of JSON input/.test(message) || Number(/at position (\d+)/.exec(message)?.[1]) === text.length
  }
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length
}
