import type { Contract } from '../../contract/index.ts'
import { validationErrors } from '../bodies/validation-errors.ts'
import type { Incoming } from './incoming.ts'
import { valuesOf } from './incoming.ts'
import type { Refusal } from './refusal.ts'

/** What the body of a revocation says, or why it cannot be read. */
export type Payload = { readonly kind: 'payload'; readonly reason: string | null } | { readonly kind: 'refused'; readonly refusal: Refusal }

/** Reads the body of a revocation and checks it against the contract. */
export function payloadOf(request: Incoming, contract: Contract): Payload {
  if (request.body.length === 0) return { kind: 'payload', reason: null }
  const [type] = valuesOf(request, 'content-type')
  const text = decode(request.body)
  if (text === undefined) return refused(400, 'There was an error parsing the body')
  let value: unknown = text
  if (type === undefined || isJson(type)) {
    try {
      value = JSON.parse(text)
    } catch (error) {
      return refused(422, [malformed(error as Error)])
    }
  }
  const problems = contract.problemsInBody(value)
  if (problems.length > 0) return refused(422, validationErrors(problems, value))
  return { kind: 'payload', reason: (value as { reason?: string | null } | null)?.reason ?? null }
}

function refused(status: number, detail: Refusal['detail']): Payload {
  return { kind: 'refused', refusal: { because: 'body', status, detail } }
}

function malformed(error: Error): Record<string, unknown> {
  const position = Number(/position (\d+)/.exec(error.message)?.[1] ?? 0)
  return { type: 'json_invalid', loc: ['body', position], msg: 'JSON decode error', input: {}, ctx: { error: 'Expecting value' } }
}

function isJson(type: string): boolean {
  return /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(type.trim())
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
