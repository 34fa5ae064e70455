export type { Contract } from './contract.ts'
export { givenContract } from './contract.ts'
export type { Instant } from './date-time.ts'
export { instantOf, isDateTime } from './date-time.ts'
export type { ContractErrorCode } from './errors.ts'
export { ContractError } from './errors.ts'
export type {
  APITokenRevokeRequest as RevokeRequest,
  APITokenRevokeResponse as RevokedToken,
  HTTPValidationError as ValidationErrorBody,
  SuccessEnvelopeAPITokenRevokeResponse as RevokeEnvelope,
  ValidationError,
} from './generated/types.ts'
export type { DocumentedStatus } from './operation.ts'
export { isDocumented, operation, revokePath } from './operation.ts'
export type { Problem } from './validator.ts'
