import { document, documentDigest } from './generated/document.ts'
import * as compiled from './generated/validators.ts'
import { operation } from './operation.ts'
import type { Problem, Validator } from './validator.ts'
import { problemsOf } from './validator.ts'

/** A contract that has been read, checked and compiled. */
export interface Contract {
  /** The parsed OpenAPI document. */
  readonly document: Readonly<Record<string, unknown>>
  /** SHA-256 of the document's bytes, in hex. */
  readonly digest: string
  /** Where it came from: `contract/openapi.json` for the given one, else the file's path. */
  readonly source: string
  /** The path template of the revoke operation; differs from `operation.path` only in documents loaded from a file. */
  readonly path: string
  /** The statuses its revoke operation documents, ascending. */
  readonly statuses: readonly number[]
  /** Every way in which a parsed request body does not fit; empty when it does. `undefined` (no body) fits. */
  problemsInBody(value: unknown): readonly Problem[]
  /** Every way in which a parsed response body does not fit the schema of its status; empty where there is no schema. */
  problemsInResponse(status: number, value: unknown): readonly Problem[]
}

const responses: Readonly<Record<number, Validator>> = {
  201: compiled.response201,
  422: compiled.response422,
}

/** The given contract, `contract/openapi.json`, compiled at build time: no `eval`, no `node:` module, no ajv. */
export const givenContract: Contract = {
  document,
  digest: documentDigest,
  source: 'contract/openapi.json',
  path: operation.path,
  statuses: operation.statuses,
  problemsInBody: (value) => (value === undefined ? [] : problemsOf(compiled.requestBody, value)),
  problemsInResponse: (status, value) => problemsOf(responses[status], value),
}
