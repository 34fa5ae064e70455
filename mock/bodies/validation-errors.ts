import type { Problem, ValidationError } from '../../contract/index.ts'

/**
 * The 422 entries for a body that does not fit its schema, as FastAPI with Pydantic 2 writes them.
 *
 * A schema of several branches (`anyOf`) fails once per branch; as Pydantic does for an optional value, the `null`
 * branch is not mentioned when another one fails, and only the deepest place is.
 *
 * @see https://docs.pydantic.dev/2.12/errors/validation_errors/
 */
export function validationErrors(problems: readonly Problem[], body: unknown): ValidationError[] {
  const telling = problems.filter(({ keyword, params }) => !branching.has(keyword) && params['type'] !== 'null')
  const candidates = telling.length > 0 ? telling : problems
  const deepest = Math.max(...candidates.map(({ path }) => path.length))
  return candidates.filter(({ path }) => path.length === deepest).map((problem) => entryOf(problem, body))
}

const branching: ReadonlySet<string> = new Set(['anyOf', 'oneOf', 'allOf', 'if', '$ref'])

function entryOf(problem: Problem, body: unknown): ValidationError {
  const { type, msg, ctx, missing } = wordingOf(problem)
  const loc = ['body', ...problem.path, ...(missing === undefined ? [] : [missing])]
  const input = echo(valueAt(body, problem.path))
  return { type, loc, msg, ...(input === undefined ? {} : { input }), ...(ctx === undefined ? {} : { ctx }) }
}

interface Wording {
  readonly type: string
  readonly msg: string
  readonly ctx?: Record<string, unknown>
  readonly missing?: string
}

function wordingOf({ keyword, params, message }: Problem): Wording {
  const limit = Number(params['limit'])
  switch (keyword) {
    case 'type':
      return typeWording[String(params['type'])] ?? { type: 'value_error', msg: message }
    case 'required':
      return { type: 'missing', msg: 'Field required', missing: String(params['missingProperty']) }
    case 'additionalProperties':
      return { type: 'extra_forbidden', msg: 'Extra inputs are not permitted', missing: String(params['additionalProperty']) }
    case 'minLength':
      return { type: 'string_too_short', msg: `String should have at least ${characters(limit)}`, ctx: { min_length: limit } }
    case 'maxLength':
      return { type: 'string_too_long', msg: `String should have at most ${characters(limit)}`, ctx: { max_length: limit } }
    case 'pattern': {
      const pattern = String(params['pattern'])
      return { type: 'string_pattern_mismatch', msg: `String should match pattern '${pattern}'`, ctx: { pattern } }
    }
    case 'enum': {
      const expected = (params['allowedValues'] as unknown[]).map((value) => JSON.stringify(value)).join(', ')
      return { type: 'enum', msg: `Input should be one of ${expected}`, ctx: { expected } }
    }
    case 'minimum':
      return { type: 'greater_than_equal', msg: `Input should be greater than or equal to ${limit}`, ctx: { ge: limit } }
    case 'maximum':
      return { type: 'less_than_equal', msg: `Input should be less than or equal to ${limit}`, ctx: { le: limit } }
    default:
      return { type: 'value_error', msg: `Value error, ${message}` }
  }
}

const typeWording: Readonly<Record<string, Wording>> = {
  string: { type: 'string_type', msg: 'Input should be a valid string' },
  integer: { type: 'int_type', msg: 'Input should be a valid integer' },
  number: { type: 'float_type', msg: 'Input should be a valid number' },
  boolean: { type: 'bool_type', msg: 'Input should be a valid boolean' },
  array: { type: 'list_type', msg: 'Input should be a valid list' },
  object: { type: 'model_attributes_type', msg: 'Input should be a valid dictionary or object to extract fields from' },
}

function characters(count: number): string {
  return `${count} character${count === 1 ? '' : 's'}`
}

function valueAt(body: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string | number, unknown> | null)?.[key], body)
}

const longestEcho = 10_000
const secretLike = /dz_[\w-]{16,}/

/**
 * What a 422 repeats of the input. FastAPI repeats everything; what holds a secret, is very long, or is nested too deep
 * to be written is left out (`undefined`), because an answer must neither leak nor fail.
 */
export function echo(input: unknown): unknown {
  try {
    const text = JSON.stringify(input) ?? ''
    return text.length > longestEcho || secretLike.test(text) ? undefined : input
  } catch {
    return undefined
  }
}
