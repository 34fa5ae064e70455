/** The contract's schemas as types, generated from the document; nothing of this exists at run time. */
export type {
  APITokenRevokeRequest as RevokeRequest,
  APITokenRevokeResponse as RevokedToken,
  HTTPValidationError as ValidationErrorBody,
  SuccessEnvelopeAPITokenRevokeResponse as RevokeEnvelope,
  ValidationError,
} from './generated/types.ts'
