import { document } from './generated/document.ts'
import type { OperationId } from './generated/types.ts'

/** One operation of the control API, as its document has it. */
export interface ControlOperation {
  readonly id: OperationId
  /** In upper case. */
  readonly method: string
  readonly template: readonly string[]
  /** Whether it is about one world. */
  readonly isWorldly: boolean
  /** Whether anyone may ask. */
  readonly isOpen: boolean
  readonly query: readonly Parameter[]
  /** The names of those in the path. */
  readonly body: { readonly schema: string; readonly isRequired: boolean } | undefined
}

export interface Parameter {
  readonly name: string
  readonly type: 'string' | 'integer' | 'boolean'
  readonly minimum: number
  readonly maximum: number
}

type Json = Readonly<Record<string, unknown>>

/** The document, as it is served. */
export const documentText: string = document

/** Every operation. */
export function operationsIn(parsed: Json): ControlOperation[] {
  return Object.entries(parsed['paths'] as Record<string, Record<string, Json>>).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => operationOf(path, method, operation, parsed)),
  )
}

function operationOf(path: string, method: string, operation: Json, parsed: Json): ControlOperation {
  const parameters = ((operation['parameters'] ?? []) as Json[]).map((parameter) => resolved(parameter, parsed))
  const body = operation['requestBody'] as { required: boolean; content: { 'application/json': { schema: { $ref: string } } } } | undefined
  return {
    id: operation['operationId'] as OperationId,
    method: method.toUpperCase(),
    template: path.split('/').slice(1),
    isWorldly: parameters.some(({ name }) => name === 'X-Mock-World'),
    isOpen: operation['security'] !== undefined,
    query: parameters.filter((parameter) => parameter['in'] === 'query').map((parameter) => parameterOf(parameter, parsed)),
    body: body && { schema: body.content['application/json'].schema.$ref.split('/').at(-1) ?? '', isRequired: body.required },
  }
}

function parameterOf({ name, schema }: Json, parsed: Json): Parameter {
  const { type, minimum = -Infinity, maximum = Infinity } = resolved(schema as Json, parsed) as Partial<Parameter>
  const types = [type].flat()
  return { name: String(name), type: types.find((each) => each === 'integer' || each === 'boolean') ?? 'string', minimum, maximum }
}

/** What a reference leads to. */
function resolved(value: Json, parsed: Json): Json {
  const { $ref } = value
  if (typeof $ref !== 'string') return value
  const found = $ref
    .split('/')
    .slice(1)
    .reduce<unknown>((at, key) => (at as Json)[key], parsed)
  return resolved(found as Json, parsed)
}
