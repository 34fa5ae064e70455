import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Contract } from './contract.ts'
import { isDateTime } from './date-time.ts'
import { ContractError } from './errors.ts'
import type { Validator } from './validator.ts'
import { problemsOf } from './validator.ts'

/**
 * Reads another version of the contract from a JSON or YAML file. ajv and the YAML parser are loaded only here.
 *
 * The document must be OpenAPI 3.1 and have one `POST` operation whose path ends in `/{token_id}/revoke`; it may
 * have any number of others.
 *
 * @throws ContractError with a `code` and a sentence that says what is wrong, where, and what to do.
 */
export async function loadContract(file: string): Promise<Contract> {
  const bytes = await readFile(file).catch((cause: NodeJS.ErrnoException) => {
    throw new ContractError('UNREADABLE', `${file}: cannot be read (${reasonOf(cause)}). Give the path of an OpenAPI 3.1 file.`, { cause })
  })
  const document = await parse(file, bytes.toString('utf8'))
  checkOpenApi(file, document)
  checkReferences(file, document, document, '#')
  const { path, operation } = revokeOperationOf(file, document)
  const compile = await compilerFor(file, document)
  const at = `#/paths/${escapeKey(path)}/post`
  const body = compile(schemaIn(document, operation['requestBody']), `${at}/requestBody`)
  const responses = objectAt(operation, 'responses')
  const validators = new Map<number, Validator>()
  for (const [status, response] of Object.entries(responses)) {
    const validator = compile(schemaIn(document, response), `${at}/responses/${status}`)
    if (validator !== undefined) validators.set(Number(status), validator)
  }
  return {
    document,
    digest: createHash('sha256').update(bytes).digest('hex'),
    source: file,
    path,
    statuses: Object.keys(responses)
      .map(Number)
      .filter(Number.isInteger)
      .toSorted((a, b) => a - b),
    problemsInBody: (value) => (value === undefined ? [] : problemsOf(body, value)),
    problemsInResponse: (status, value) => problemsOf(validators.get(status), value),
  }
}

type Json = Record<string, unknown>

function reasonOf(cause: NodeJS.ErrnoException): string {
  const reasons: Record<string, string> = { ENOENT: 'no such file', EISDIR: 'it is a folder', EACCES: 'permission denied' }
  return reasons[cause.code ?? ''] ?? cause.message
}

async function parse(file: string, text: string): Promise<Json> {
  const value: unknown = text.trimStart().startsWith('{') ? parseJson(file, text) : await parseYaml(file, text)
  if (!isObject(value)) throw new ContractError('NOT_OPENAPI', `${file}: holds no object. Give an OpenAPI 3.1 document.`)
  return value
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const place = /position (\d+)/.exec((cause as Error).message)
    const line = place === null ? '' : `:${text.slice(0, Number(place[1])).split('\n').length}`
    throw new ContractError('UNPARSABLE', `${file}${line}: is not JSON (${(cause as Error).message}). Correct the file.`, { cause })
  }
}

async function parseYaml(file: string, text: string): Promise<unknown> {
  const { parseDocument } = await import('yaml')
  const parsed = parseDocument(text, { prettyErrors: true })
  const [error] = parsed.errors
  if (error !== undefined) {
    const line = error.linePos === undefined ? '' : `:${error.linePos[0].line}`
    throw new ContractError('UNPARSABLE', `${file}${line}: is not YAML (${error.message.split('\n')[0]}). Correct the file.`, {
      cause: error,
    })
  }
  // Through JSON, so that an anchor used twice becomes two values and no YAML type is left over.
  return JSON.parse(JSON.stringify(parsed.toJS({ maxAliasCount: 1000 })) ?? 'null')
}

function checkOpenApi(file: string, document: Json): void {
  const version = document['openapi']
  if (typeof version !== 'string' || !/^3\.1\.\d+$/.test(version)) {
    const found = version === undefined ? 'has no "openapi" field' : `says "openapi": ${JSON.stringify(version)}`
    throw new ContractError('NOT_OPENAPI', `${file}: ${found}. Give an OpenAPI 3.1 document ("openapi": "3.1.0").`)
  }
  if (!isObject(document['paths'])) {
    throw new ContractError('NOT_OPENAPI', `${file}#/paths: is missing or no object. Add the paths of the API.`)
  }
}

function checkReferences(file: string, document: Json, value: unknown, at: string): void {
  if (Array.isArray(value)) return value.forEach((part, index) => checkReferences(file, document, part, `${at}/${index}`))
  if (!isObject(value)) return
  const reference = value['$ref']
  // Inside an example a "$ref" is data, not a reference.
  if (typeof reference === 'string' && !/\/examples?(\/|$)/.test(at) && resolve(document, reference) === undefined) {
    throw new ContractError(
      'REF_UNRESOLVED',
      `${file}${at}: $ref "${reference}" names nothing in this file. Add the component, or correct the $ref.`,
    )
  }
  for (const [key, part] of Object.entries(value)) checkReferences(file, document, part, `${at}/${escapeKey(key)}`)
}

function resolve(document: Json, reference: string): unknown {
  if (!reference.startsWith('#/')) return reference === '#' ? document : undefined
  let value: unknown = document
  for (const key of reference.slice(2).split('/')) {
    const name = decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~')
    if (!isObject(value) && !Array.isArray(value)) return undefined
    value = Object.hasOwn(value, name) ? (value as Json)[name] : undefined
  }
  return value
}

function revokeOperationOf(file: string, document: Json): { path: string; operation: Json } {
  const paths = document['paths'] as Json
  for (const [path, item] of Object.entries(paths)) {
    if (!path.endsWith('/{token_id}/revoke') || !isObject(item) || !isObject(item['post'])) continue
    const operation = item['post']
    if (isObject(operation['responses'])) return { path, operation }
    throw new ContractError('NOT_OPENAPI', `${file}#/paths/${escapeKey(path)}/post: has no "responses". Document its responses.`)
  }
  const known = Object.keys(paths).slice(0, 5).join(', ') || 'none'
  throw new ContractError(
    'NO_REVOKE_OPERATION',
    `${file}#/paths: has no POST operation whose path ends in "/{token_id}/revoke" (paths found: ${known}). Add it, or give another file.`,
  )
}

/** The `application/json` schema of a request body or response, references followed. */
function schemaIn(document: Json, part: unknown): unknown {
  const resolved = isObject(part) && typeof part['$ref'] === 'string' ? resolve(document, part['$ref']) : part
  if (!isObject(resolved) || !isObject(resolved['content'])) return undefined
  const media = resolved['content']['application/json']
  return isObject(media) ? media['schema'] : undefined
}

async function compilerFor(file: string, document: Json): Promise<(schema: unknown, at: string) => Validator | undefined> {
  const { Ajv2020 } = await import('ajv/dist/2020.js')
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats: { 'date-time': isDateTime } })
  ajv.addSchema({ $id: 'contract', components: document['components'] ?? {}, paths: document['paths'] })
  return (schema, at) => {
    if (schema === undefined) return undefined
    try {
      return ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"contract#/'))) as Validator
    } catch (cause) {
      throw new ContractError(
        'SCHEMA_BROKEN',
        `${file}${at}: its schema does not compile (${(cause as Error).message}). Correct the schema.`,
        {
          cause,
        },
      )
    }
  }
}

function objectAt(value: Json, key: string): Json {
  const part = value[key]
  return isObject(part) ? part : {}
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function escapeKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}
