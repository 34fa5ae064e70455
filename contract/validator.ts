/** One place where a value does not fit its schema. */
export interface Problem {
  /** Where, as the keys and indexes from the root; empty for the root itself. */
  readonly path: readonly (string | number)[]
  /** The schema keyword that failed, such as `type` or `required`. */
  readonly keyword: string
  /** What the keyword wanted, in ajv's words, such as "must be string". */
  readonly message: string
  /** The keyword's own values, such as `{ type: 'string' }` or `{ missingProperty: 'jti' }`. */
  readonly params: Readonly<Record<string, unknown>>
}

/** The validation function that ajv compiles. */
export interface Validator {
  (value: unknown): boolean
  errors?: readonly AjvError[] | null
}

interface AjvError {
  instancePath: string
  keyword: string
  message?: string
  params: Record<string, unknown>
}

/** Runs a compiled validator and gives its errors as problems. */
export function problemsOf(validator: Validator | undefined, value: unknown): readonly Problem[] {
  if (validator === undefined || validator(value)) return []
  return (validator.errors ?? []).map(({ instancePath, keyword, message, params }) => ({
    path: keysOf(instancePath),
    keyword,
    message: message ?? `must pass "${keyword}"`,
    params,
  }))
}

/** The keys of a JSON pointer (RFC 6901); whole numbers become indexes. */
function keysOf(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => (/^(0|[1-9]\d*)$/.test(key) ? Number(key) : key.replaceAll('~1', '/').replaceAll('~0', '~')))
}
