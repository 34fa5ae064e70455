import type { RequestPlan } from '../../engine/case.ts'
import type { Actor } from '../../engine/tokens.ts'
import { isUuid } from '../../interpretation/uuid.ts'
import type { BodyPlan } from './bodies.ts'

/**
 * Whether a request could wipe a careless system: one that puts ids, credentials or reasons into patterns or into SQL, or
 * whose ids somebody else's tokens may have. Such requests are sent off loopback only with `--destructive`.
 *
 * @param own Tokens that are the run's own. What names one of them does no harm, in whatever spelling.
 */
export function couldWipe({ id, by = [], body, query }: RequestPlan, own: readonly Actor[]): boolean {
  const credentials = 'secret' in by ? [] : by
  return (
    (id !== undefined && namesOthers(id, own)) ||
    credentials.some((value) => isPattern(without(value, own))) ||
    (query !== undefined && breaksOut(decoded(query.replaceAll('+', ' ')))) ||
    (body !== undefined && textsIn(body).some(breaksOut))
  )
}

/** Wildcards of SQL and shells, and what ends a text in SQL. */
const wildcards = /[%*?]/
const ends = /['"`;\\#]/

/** Shorter texts are the beginning of too much. */
const shortest = 4

/** Whether a path segment may stand for tokens of others: as a pattern, as the beginning of their ids, or as an id of theirs. */
function namesOthers(segment: string, own: readonly Actor[]): boolean {
  const text = decoded(segment)
  // What is left of it where a NUL ends a text, spaces are trimmed, and the way up a path is gone.
  const parts = (text.split('\0')[0] ?? '').split('/').map((part) => part.trim())
  const named = parts.filter((part) => part !== '' && part !== '.' && part !== '..')
  if (wildcards.test(text) || ends.test(text) || text.includes('--')) return true
  return named.length === 0 || named.some((part) => !isOwn(part, own) && (part.includes('_') || mayBeOfOthers(part, own)))
}

/** In either case, with or without hyphens. */
function isOwn(part: string, own: readonly Actor[]): boolean {
  const bare = (text: string): string => text.toLowerCase().replaceAll('-', '')
  return own.some(({ token: { id, jti }, secret }) => [id, jti ?? id, secret].some((one) => bare(one) === bare(part)))
}

/** A whole UUID is nobody's; of what is shorter, or beside an own id of another form, nobody knows. */
function mayBeOfOthers(part: string, own: readonly Actor[]): boolean {
  if (isUuid(part)) return false
  if (part.length < shortest || /^[\da-f-]*$/i.test(part)) return true
  return own.some(({ token: { id } }) => id.startsWith(part) || (!isUuid(id) && isNeighbour(part, id)))
}

/** One character is another. */
function isNeighbour(part: string, id: string): boolean {
  return part.length === id.length && Array.from({ length: id.length }, (_, at) => part[at] !== id[at]).filter(Boolean).length === 1
}

/** `_` stands in every secret, and each only for one character of it. */
function isPattern(value: string): boolean {
  return wildcards.test(value) || ends.test(value)
}

function without(value: string, own: readonly Actor[]): string {
  return own.reduce(
    (text, { token: { id, jti }, secret }) => [secret, id, jti ?? ''].reduce((left, one) => left.replace(one, ''), text),
    value,
  )
}

/** Whether a text, between quotation marks in SQL, could end there, and what follows change the rest of the statement. */
function breaksOut(text: string): boolean {
  return /['"`\\][^]*?(?:--|#|;|\/\*|\|\||\bor\b|\bunion\b)/i.test(text)
}

/** Every text in a body: those of JSON as a reader of it has them, and else the whole. */
function textsIn({ bytes }: BodyPlan): readonly string[] {
  if (bytes === undefined) return []
  const text = Buffer.from(bytes).toString('utf8')
  const texts: string[] = []
  try {
    JSON.parse(text, (key, value: unknown) => {
      texts.push(key)
      if (typeof value === 'string') texts.push(value)
    })
    return texts
  } catch {
    // Quotation marks belong to what the text is written in.
    return [text.replaceAll('"', ''), Buffer.from(bytes).toString('latin1').replaceAll('"', '')]
  }
}

/** A text in all the layers of percent-encoding that can be taken off. */
function decoded(text: string): string {
  try {
    const plain = decodeURIComponent(text)
    return plain === text ? text : decoded(plain)
  } catch {
    return text
  }
}
