/** The one operation this project is about; every name, path and status of it is taken from here. */
export const operation = {
  operationId: 'revoke_token_api_v1_tokens__token_id__revoke_post',
  method: 'POST',
  /** The path template of the contract. */
  path: '/api/v1/tokens/{token_id}/revoke',
  mediaType: 'application/json',
  /** Every status the contract documents. */
  statuses: [201, 400, 401, 403, 404, 422],
  security: { scheme: 'BearerAuth', type: 'http', httpScheme: 'bearer', secretPrefix: 'dz_', challenge: 'Bearer' },
} as const

/** A status the contract documents for the revoke operation. */
export type DocumentedStatus = (typeof operation.statuses)[number]

/** Whether the contract documents this status for the revoke operation. */
export function isDocumented(status: number): status is DocumentedStatus {
  return (operation.statuses as readonly number[]).includes(status)
}

/**
 * The path of a revocation of `tokenId`, percent-encoded as one segment.
 *
 * @param basePath What stands before the contract's path, without a slash at its end; default none.
 */
export function revokePath(tokenId: string, basePath = ''): string {
  return basePath + operation.path.replace('{token_id}', () => encodeURIComponent(tokenId))
}
