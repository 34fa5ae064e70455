/** Why a contract could not be used. */
export type ContractErrorCode =
  | 'UNREADABLE' // no such file, or no permission
  | 'UNPARSABLE' // neither JSON nor YAML
  | 'NOT_OPENAPI' // parsed, but no OpenAPI 3.1 document
  | 'REF_UNRESOLVED' // a $ref that names nothing
  | 'NO_REVOKE_OPERATION' // no `POST /…/{token_id}/revoke`
  | 'SCHEMA_BROKEN' // a schema that does not compile

/** Thrown when a contract document cannot be used; the message says what is wrong, where, and what to do. */
export class ContractError extends Error {
  override readonly name = 'ContractError'
  readonly code: ContractErrorCode

  constructor(code: ContractErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
