import { isDateTime } from '../../contract/index.ts'
import type { TokenKind } from '../history/events.ts'
import { shortestSecret } from '../history/mask.ts'
import { tokenKinds } from './provisioner.ts'
import type { IssuedToken } from './provisioner.ts'

/** What an answer says: its tokens, and everything that is wrong with it, each with its place. Tokens count only without problems. */
export interface ReadAnswer {
  readonly tokens: readonly IssuedToken[]
  readonly problems: readonly string[]
}

/** Ids and secrets that were issued before; neither may come again in one run. */
export interface Seen {
  readonly ids: ReadonlySet<string>
  readonly secrets: ReadonlySet<string>
}

/**
 * Reads `{ tokens: [item, …] }`. Members that are not known are let pass, optional ones may be null.
 *
 * A problem never holds a secret.
 */
export function readAnswer(answer: unknown, asked: { kind?: TokenKind; count?: number } = {}, seen: Seen = nothingSeen): ReadAnswer {
  const items = isRecord(answer) ? answer['tokens'] : undefined
  if (!Array.isArray(items)) return { tokens: [], problems: [`${isRecord(answer) ? 'tokens' : 'the answer'} ${saying(answer)}`] }
  const tooMany =
    asked.count !== undefined && items.length > asked.count ? [`tokens: ${items.length} where ${asked.count} were asked for`] : []
  const problems = items.flatMap((item: unknown, index) => problemsOf(item, asked.kind).map((problem) => `tokens[${index}]${problem}`))
  const repeated = repetitionsIn(items, 'id', seen.ids).concat(repetitionsIn(items, 'secret', seen.secrets))
  return { tokens: items.filter(isRecord).map(tokenOf), problems: [...tooMany, ...problems, ...repeated] }
}

const nothingSeen: Seen = { ids: new Set(), secrets: new Set() }

/** Members that may be missing, and what they must be when they are there. */
const optional = ['jti', 'name', 'email', 'owner', 'expires_at'] as const

function problemsOf(item: unknown, asked: TokenKind | undefined): string[] {
  if (!isRecord(item)) return [' is no object']
  const problems = [kindProblem(item['kind'], asked), idProblem(item['id']), secretProblem(item['secret'])]
  for (const member of optional) problems.push(optionalProblem(member, item[member]))
  const { secret } = item
  const leaks = ['id', ...optional].filter((member) => typeof secret === 'string' && secret !== '' && String(item[member]).includes(secret))
  return [
    ...problems.filter((problem) => problem !== undefined),
    ...leaks.map((member) => `.${member} holds the secret; ids and names appear in reports`),
  ]
}

function kindProblem(kind: unknown, asked: TokenKind | undefined): string | undefined {
  if (asked !== undefined && kind !== asked) return `.kind is not "${asked}", which was asked for`
  return tokenKinds.some((known) => known === kind) ? undefined : `.kind is none of ${tokenKinds.join(', ')}`
}

function idProblem(id: unknown): string | undefined {
  return typeof id === 'string' && id !== '' ? undefined : '.id is no text, or empty'
}

function secretProblem(secret: unknown): string | undefined {
  if (typeof secret !== 'string') return '.secret is no text'
  if (secret.length < shortestSecret)
    return `.secret has ${secret.length} characters; it needs at least ${shortestSecret}, or it could not be masked`
  return /^[A-Za-z0-9\-._~+/]+=*$/.test(secret) ? undefined : '.secret has characters that no bearer token may have (RFC 6750 section 2.1)'
}

function optionalProblem(member: (typeof optional)[number], value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string') return `.${member} is no text`
  return member === 'expires_at' && !isDateTime(value) ? '.expires_at is no time as RFC 3339 writes it' : undefined
}

/** Says which items repeat an earlier one, in this answer or before it. */
function repetitionsIn(items: readonly unknown[], member: 'id' | 'secret', before: ReadonlySet<string>): string[] {
  const here = new Set<string>()
  return items.flatMap((item, index) => {
    const value = isRecord(item) ? item[member] : undefined
    if (typeof value !== 'string' || value === '') return []
    const repeated = here.has(value) || before.has(value)
    here.add(value)
    return repeated ? [`tokens[${index}].${member} was issued before; every token of a run needs its own`] : []
  })
}

function tokenOf(item: Readonly<Record<string, unknown>>): IssuedToken {
  const { kind, id, secret, expires_at: expiresAt } = item
  const known = Object.fromEntries(
    ['jti', 'name', 'email', 'owner'].flatMap((member) => (typeof item[member] === 'string' ? [[member, item[member]]] : [])),
  )
  return { kind, id, secret, ...known, ...(typeof expiresAt === 'string' && { expiresAt }) } as IssuedToken
}

function saying(answer: unknown): string {
  return isRecord(answer) ? 'is no list' : 'is no JSON object'
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
