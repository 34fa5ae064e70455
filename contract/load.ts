import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Contract } from './contract.ts'
import { isDateTime } from './date-time.ts'
import { ContractError } from './errors.ts'
import type { JsonObject } from './json.ts'
import { isObject } from './json.ts'
import { parseDocument } from './parse-document.ts'
import { checkReferences, escapeKey, follow } from './references.ts'
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
  const document = await parseDocument(file, bytes.toString('utf8'))
  checkOpenApi(file, document)
  checkReferences(file, document)
  const { path, operation } = revokeOperationOf(file, document)
  const compile = await compilerFor(file, document)
  const at = `#/paths/${escapeKey(path)}/post`
  const body = compile(schemaIn(document, operation['requestBody']), `${at}/requestBody`)
  const validators = new Map<number, Validator>()
  for (const [status, response] of Object.entries(operation['responses'])) {
    const validator = compile(schemaIn(document, response), `${at}/responses/${status}`)
    if (validator !== undefined) validators.set(Number(status), validator)
  }
  return {
    document,
    digest: createHash('sha256').update(bytes).digest('hex'),
    source: file,
    path,
    statuses: statusesIn(operation['responses']),
    problemsInBody: (value) => (value === undefined ? [] : problemsOf(body, value)),
    problemsInResponse: (status, value) => problemsOf(validators.get(status), value),
  }
}

function reasonOf(cause: NodeJS.ErrnoException): string {
  const reasons: Record<string, string> = { ENOENT: 'no such file', EISDIR: 'it is a folder', EACCES: 'permission denied' }
  return reasons[cause.code ?? ''] ?? cause.message
}

function checkOpenApi(file: string, document: JsonObject): void {
  const version = document['openapi']
  if (typeof version !== 'string' || !/^3\.1\.\d+$/.test(version)) {
    const found = version === undefined ? foundInstead(document) : `says "openapi": ${JSON.stringify(version)}`
    throw new ContractError('NOT_OPENAPI', `${file}: ${found}. Give an OpenAPI 3.1 document ("openapi": "3.1.0").`)
  }
  if (!isObject(document['paths'])) {
    throw new ContractError('NOT_OPENAPI', `${file}#/paths: is missing or no object. Add the paths of the API.`)
  }
}

function foundInstead(document: JsonObject): string {
  const swagger = document['swagger']
  return swagger === undefined ? 'has no "openapi" field' : `is Swagger ${JSON.stringify(swagger)}`
}

interface Operation extends JsonObject {
  responses: JsonObject
}

function revokeOperationOf(file: string, document: JsonObject): { path: string; operation: Operation } {
  const paths = document['paths'] as JsonObject
  for (const [path, value] of Object.entries(paths)) {
    const item = follow(document, value)
    if (!path.endsWith('/{token_id}/revoke') || !isObject(item) || !isObject(item['post'])) continue
    const operation = item['post']
    if (isObject(operation['responses'])) return { path, operation: operation as Operation }
    throw new ContractError('NOT_OPENAPI', `${file}#/paths/${escapeKey(path)}/post: has no "responses". Document its responses.`)
  }
  const known = Object.keys(paths).slice(0, 5).join(', ') || 'none'
  throw new ContractError(
    'NO_REVOKE_OPERATION',
    `${file}#/paths: has no POST operation whose path ends in "/{token_id}/revoke" (paths found: ${known}). Add it, or give another file.`,
  )
}

/** The `application/json` schema of a request body or response, references followed. */
function schemaIn(document: JsonObject, part: unknown): unknown {
  const resolved = follow(document, part)
  if (!isObject(resolved) || !isObject(resolved['content'])) return undefined
  const media = resolved['content']['application/json']
  return isObject(media) ? media['schema'] : undefined
}

/** Gives a function that compiles a schema of the document; what has no schema has no validator. */
async function compilerFor(file: string, document: JsonObject): Promise<(schema: unknown, at: string) => Validator | undefined> {
  const [{ Ajv2020 }, formats] = await Promise.all([import('ajv/dist/2020.js'), import('ajv-formats')])
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false })
  formats.default.default(ajv)
  ajv.addFormat('date-time', isDateTime)
  const attempt = <T>(at: string, step: () => T): T => {
    try {
      return step()
    } catch (cause) {
      const message = `${file}${at}: its schema does not compile (${(cause as Error).message}). Correct the schema.`
      throw new ContractError('SCHEMA_BROKEN', message, { cause })
    }
  }
  attempt('#/components', () => ajv.addSchema({ $id: 'contract', components: document['components'] ?? {}, paths: document['paths'] }))
  return (schema, at) => {
    if (schema === undefined) return undefined
    const rooted = JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"contract#/')) as JsonObject
    return attempt(at, () => ajv.compile(rooted) as Validator)
  }
}

function statusesIn(responses: JsonObject): number[] {
  const statuses = Object.keys(responses).map(Number)
  return statuses.filter((status) => Number.isInteger(status)).toSorted((a, b) => a - b)
}
