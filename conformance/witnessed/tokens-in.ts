import type { WireRequest, WireResponse } from '../client/wire.ts'
import { readAnswer } from '../provisioner/answer.ts'
import type { IssuedToken } from '../provisioner/index.ts'

/** What an answer that went by tells of tokens. */
export interface TokensTold {
  /** The answer of a provisioner: nobody had these tokens before. */
  readonly issued: readonly IssuedToken[]
  /** Tokens that were there already. */
  readonly declared: readonly IssuedToken[]
  /** A credential beside an id, in an answer of any other form. */
  readonly linked: readonly { readonly secret: string; readonly id: string }[]
}

const nothing: TokensTold = { issued: [], declared: [], linked: [] }

/** Longer answers are not looked through, in bytes. */
const most = 2_000_000

/** Looks for tokens in a JSON answer: the provisioner's `{"tokens": [item, …]}`, or any object that holds a credential and an id. */
export function tokensIn({ method }: Pick<WireRequest, 'method'>, { status, body, length }: WireResponse): TokensTold {
  if (length > most || body.length < length || body.length === 0) return nothing
  const text = Buffer.from(body).toString('utf8')
  if (!/"(?:secret|token|access_token|api_key)"\s*:/.test(text)) return nothing
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return nothing
  }
  const { tokens, problems } = readAnswer(value)
  if (problems.length > 0) return { ...nothing, linked: linksIn(value, 0) }
  return method === 'POST' && status === 201 ? { ...nothing, issued: tokens } : { ...nothing, declared: tokens }
}

/** Objects that hold an id beside what looks like a bearer token; deeper than anything sensible is not looked. */
function linksIn(value: unknown, depth: number): readonly { secret: string; id: string }[] {
  if (typeof value !== 'object' || value === null || depth > 12) return []
  if (Array.isArray(value)) return value.flatMap((item: unknown) => linksIn(item, depth + 1))
  const members = Object.entries(value as Readonly<Record<string, unknown>>)
  const textOf = (names: readonly string[]): string | undefined => {
    const [, text] = members.find(([name]) => names.includes(name)) ?? []
    return typeof text === 'string' && text !== '' ? text : undefined
  }
  const secret = textOf(['secret', 'token', 'access_token', 'api_key'])
  const id = textOf(['token_id', 'id'])
  const own =
    secret !== undefined && id !== undefined && /^[A-Za-z0-9\-._~+/]{16,}=*$/.test(secret) && secret !== id ? [{ secret, id }] : []
  return [...own, ...members.flatMap(([, member]) => linksIn(member, depth + 1))]
}
