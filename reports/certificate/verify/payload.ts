import { readFile } from 'node:fs/promises'
import type { ValidateFunction } from 'ajv/dist/2020.js'
import { isDateTime } from '../../../contract/index.ts'

/** Parts of `certificate-v1.json`. */
export type Payload = 'statement' | 'recheck' | 'countersignature' | 'withdrawals'

/** Parsed, or why it is not what it should be. */
export type Parsed = { readonly value: unknown } | { readonly problem: string }

/** Reads payloads that were verified. */
export type PayloadReader = (payload: Uint8Array, what: Payload) => Parsed

const id = 'urn:dayzero-contract:certificate:v1'

/**
 * Compiles the schema of certificates. A payload must be JSON in its shortest form, so that no field stands in it twice
 * and is read one way here and another way elsewhere.
 */
export function payloadReader(): Promise<PayloadReader> {
  return (compiled ??= compile())
}

let compiled: Promise<PayloadReader> | undefined

async function compile(): Promise<PayloadReader> {
  const [{ Ajv2020 }, schema] = await Promise.all([
    import('ajv/dist/2020.js'),
    readFile(new URL('../../schema/certificate-v1.json', import.meta.url), 'utf8'),
  ])
  const ajv = new Ajv2020({ formats: { 'date-time': isDateTime } }).addSchema(JSON.parse(schema) as object)
  return (payload, what) => {
    const validate = ajv.getSchema(what === 'statement' ? id : `${id}#/$defs/${what}`)
    return validate === undefined ? { problem: `there is no schema of a ${what}` } : read(Buffer.from(payload).toString('utf8'), validate)
  }
}

function read(text: string, validate: ValidateFunction): Parsed {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    return { problem: `it is no JSON (${(cause as Error).message})` }
  }
  if (JSON.stringify(value) !== text)
    return { problem: 'it is JSON in another form than it is written in: two readers might read it differently' }
  if (validate(value)) return { value }
  const [error] = validate.errors ?? []
  return { problem: `it does not fit its schema (${error?.instancePath || '/'} ${error?.message})` }
}
