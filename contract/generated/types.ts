// Generated from contract/openapi.json by `npm run generate`. Do not edit.

export interface Schemas {
APITokenRevokeRequest: APITokenRevokeRequest
APITokenRevokeResponse: APITokenRevokeResponse
HTTPValidationError: HTTPValidationError
SuccessEnvelope_APITokenRevokeResponse_: SuccessEnvelopeAPITokenRevokeResponse
ValidationError: ValidationError
}
/**
 * Request schema for revoking a token.
 */
export interface APITokenRevokeRequest {
/**
 * Optional reason for revocation
 */
reason?: (string | null)
[k: string]: unknown
}
/**
 * Response schema for token revocation.
 */
export interface APITokenRevokeResponse {
/**
 * Token record ID
 */
id: string
/**
 * JWT ID of the revoked token
 */
jti: string
/**
 * Token name
 */
name?: (string | null)
/**
 * When the token was revoked
 */
revoked_at: string
/**
 * Email of the user who revoked the token
 */
revoked_by?: (string | null)
/**
 * Reason for revocation
 */
revocation_reason?: (string | null)
[k: string]: unknown
}
export interface HTTPValidationError {
detail?: ValidationError[]
[k: string]: unknown
}
export interface ValidationError {
loc: (string | number)[]
msg: string
type: string
input?: unknown
ctx?: {
[k: string]: unknown
}
[k: string]: unknown
}
export interface SuccessEnvelopeAPITokenRevokeResponse {
success?: boolean
message?: (string | null)
code?: (string | null)
data?: (APITokenRevokeResponse | null)
[k: string]: unknown
}
