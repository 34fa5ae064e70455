import type { ValidationError } from '../../contract/index.ts'
import type { TokenKind } from '../model/token.ts'
import { tokenKinds } from '../model/token.ts'

/** What the provisioner is asked for. */
export interface IssueRequest {
  readonly kind: TokenKind
  readonly count: number
  readonly owner?: string
}

/** The most tokens that one request gets. */
const largestBatch = 10_000

/** Reads the body of `POST /_mock/tokens`, or says what is wrong with it as a 422 does. */
export function issueRequestOf(body: Uint8Array): IssueRequest | { readonly detail: readonly ValidationError[] } {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return wrong([], 'json_invalid', 'JSON decode error')
  }
  if (typeof value !== 'object' || value === null) return wrong([], 'model_attributes_type', 'Input should be an object')
  const { kind, count = 1, owner } = value as Record<string, unknown>
  if (!isKind(kind)) return wrong(['kind'], 'enum', `Input should be one of: ${tokenKinds.join(', ')}`)
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 1 || count > largestBatch) {
    return wrong(['count'], 'int_type', `Input should be a whole number from 1 to ${largestBatch}`)
  }
  if (owner === undefined) return { kind, count }
  if (typeof owner !== 'string' || !/^[\w.-]{1,64}$/.test(owner)) {
    return wrong(['owner'], 'string_type', 'Input should be a name of 1 to 64 letters, digits, ".", "_" or "-"')
  }
  return { kind, count, owner }
}

/** Whether a value names a kind of token that can be issued. */
function isKind(value: unknown): value is TokenKind {
  return tokenKinds.some((kind) => kind === value)
}

function wrong(path: readonly string[], type: string, msg: string): { detail: ValidationError[] } {
  return { detail: [{ type, loc: ['body', ...path], msg }] }
}
