import type { Problem, ValidationError, Validator } from '../../contract/index.ts'
import { problemsOf } from '../../contract/index.ts'
import { validationErrors } from '../bodies/validation-errors.ts'
import type { Answer } from '../pipeline/answer.ts'
import { json } from '../pipeline/answer.ts'
import { switches } from '../switches/switches.ts'
import type { Call } from './call.ts'
import { invalid } from './errors.ts'
import type { Switches } from './generated/types.ts'
import type { ControlOperation, Parameter } from './operations.ts'

/** The query of a request, each parameter as what the document says it is; or what is wrong with it. */
export function queryOf(search: string, parameters: readonly Parameter[]): { query: Call['query'] } | { answer: Answer } {
  const given = new URLSearchParams(search)
  const query: Record<string, string | number | boolean> = {}
  for (const parameter of parameters) {
    const text = given.get(parameter.name)
    if (text === null) continue
    const value = valueOf(text, parameter)
    if (value === undefined) return { answer: invalid(['query', parameter.name], 'value_error', `Input should be ${wordsFor(parameter)}`) }
    query[parameter.name] = value
  }
  return { query }
}

function valueOf(text: string, { type, minimum, maximum }: Parameter): string | number | boolean | undefined {
  if (type === 'string') return text
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined
  const number = /^\d{1,15}$/.test(text) ? Number(text) : NaN
  return number >= minimum && number <= maximum ? number : undefined
}

function wordsFor({ type, minimum, maximum }: Parameter): string {
  if (type === 'boolean') return 'true or false'
  return Number.isFinite(maximum) ? `a whole number from ${minimum} to ${maximum}` : 'a whole number'
}

/** The body of a request, as JSON whatever its content type says; or what is wrong with it. */
export async function bodyOf(
  bytes: Uint8Array,
  expected: NonNullable<ControlOperation['body']>,
): Promise<{ body: unknown } | { answer: Answer }> {
  if (bytes.length === 0 && !expected.isRequired) return { body: {} }
  const body = parsed(bytes)
  if (body === undefined) return { answer: invalid(['body'], 'json_invalid', 'JSON decode error') }
  const validators = (await import('./generated/validators.ts')) as unknown as Readonly<Record<string, Validator>>
  const problems = problemsOf(validators[expected.schema], body)
  return problems.length === 0 ? { body } : { answer: json(422, { detail: detailOf(problems, body, expected.schema) }) }
}

/** `undefined` for what is no JSON. */
function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown
  } catch {
    return undefined
  }
}

/** A switch that can be several things says what they are; its schema could only say that it is none of them. */
function detailOf(problems: readonly Problem[], body: unknown, schema: string): ValidationError[] {
  const wrong = [...new Set(problems.map(({ path: [name] }) => name))].filter((name) => name !== undefined && name in switches)
  if (schema !== 'SwitchChanges' || wrong.length === 0) return validationErrors(problems, body)
  return wrong.map((name) => ({
    type: 'value_error',
    loc: ['body', String(name)],
    msg: `Input should be ${switches[name as keyof Switches].form}, or null`,
  }))
}
