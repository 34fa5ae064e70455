import { operation, revokePath } from '../../../../contract/operation.ts'
import { mockUrl } from '../parts/mock-url.ts'
import type { Attempt } from './attempt.ts'

/** Sends a request of the contract. Resolves when it was answered, or when no answer can come any more. */
export async function send({ secret, tokenId, body, prefer }: Attempt, world: string): Promise<void> {
  const headers = {
    ...(world === 'default' ? {} : { 'x-mock-world': world }),
    ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }),
    ...(body === undefined ? {} : { 'content-type': operation.mediaType }),
    ...(prefer === undefined ? {} : { prefer: `code=${prefer}` }),
  }
  const options = { method: operation.method, headers, ...(body === undefined ? {} : { body }) }
  // The journal shows what was answered; that nothing was, because of a network fault, is shown there, too.
  await fetch(revokePath(tokenId, mockUrl), options).then(
    (response) => response.text(),
    () => undefined,
  )
}
