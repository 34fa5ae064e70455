/** What came of a revocation, as far as a page cares. */
export type Outcome =
  | { readonly kind: 'revoked'; readonly by: string }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'unreachable' }

const attempts = 3

/**
 * Revokes a token, and tries again when the connection breaks. That is safe: a token that was revoked by the attempt whose
 * answer got lost is not revoked twice.
 */
export async function revoke(id: string, reason: string, secret: string): Promise<Outcome> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    try {
      return await outcomeOf(await post(id, reason, secret))
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
    }
  }
  return { kind: 'unreachable' }
}

function post(id: string, reason: string, secret: string): Promise<Response> {
  return fetch(`/api/v1/tokens/${encodeURIComponent(id)}/revoke`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ reason: reason === '' ? null : reason }),
  })
}

async function outcomeOf(response: Response): Promise<Outcome> {
  const body = (await response.json()) as Answer
  if (response.status === 201) return { kind: 'revoked', by: body.data?.revoked_by ?? 'somebody' }
  const { detail } = body
  return { kind: 'refused', message: typeof detail === 'string' ? detail : (detail ?? []).map(({ msg }) => msg).join(', ') }
}

/** The answers of the contract: a 201 has `data`, a 422 a list in `detail`, every other one a text there. */
interface Answer {
  readonly data?: { readonly revoked_by?: string | null } | null
  readonly detail?: string | readonly { readonly msg: string }[]
}
