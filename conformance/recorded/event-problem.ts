import { readFile } from 'node:fs/promises'
import type { ValidateFunction } from 'ajv/dist/2020.js'
import { isDateTime } from '../../contract/index.ts'

/** What is wrong with a value as an event of a history, in a clause; `undefined` where nothing is. */
export type EventProblem = (event: unknown) => string | undefined

let compiled: Promise<EventProblem> | undefined

/** Compiles `history-v1.json`, once. Loads ajv, so call it only where a history is read. */
export function eventProblem(): Promise<EventProblem> {
  compiled ??= compile()
  return compiled
}

async function compile(): Promise<EventProblem> {
  const [{ Ajv2020 }, schema] = await Promise.all([
    import('ajv/dist/2020.js'),
    readFile(new URL('../schema/history-v1.json', import.meta.url), 'utf8').then((text) => JSON.parse(text) as HistorySchema),
  ])
  const ajv = new Ajv2020({ formats: { 'date-time': isDateTime, 'http-url': isHttpUrl } }).addSchema(schema)
  const validators = new Map<unknown, ValidateFunction>()
  for (const { $ref } of schema.oneOf) {
    const validator = ajv.getSchema(schema.$id + $ref)
    if (validator !== undefined) validators.set($ref.split('/').at(-1), validator)
  }
  return (event) => problemIn(event, validators)
}

interface HistorySchema {
  readonly $id: string
  /** One kind of event each. */
  readonly oneOf: readonly { readonly $ref: string }[]
}

function problemIn(event: unknown, validators: ReadonlyMap<unknown, ValidateFunction>): string | undefined {
  const kind = typeof event === 'object' && event !== null && 'kind' in event ? event.kind : undefined
  const validate = validators.get(kind)
  if (validate === undefined) return kind === undefined ? 'it has no "kind"' : `there is no kind ${JSON.stringify(kind)}`
  if (validate(event)) return undefined
  const [error] = validate.errors ?? []
  return `${error?.instancePath || '/'} ${error?.message}`
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}
