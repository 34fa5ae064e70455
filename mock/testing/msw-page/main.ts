import { setupWorker } from 'msw/browser'
import { revokePath } from '../../../contract/index.ts'
import { createHandlers } from '../../msw.ts'
import { plainOf, requestOf } from '../plain-exchange.ts'
import type { PlainAnswer, PlainRequest } from '../plain-exchange.ts'

const { handlers, mock } = createHandlers()
const { manager, revocable } = mock.tokens
const [token] = revocable

/** Revokes a token by its id and shows what came of it. */
async function revoke(id: string, secret: string): Promise<void> {
  const answer = await fetch(revokePath(id), { method: 'POST', headers: { authorization: `Bearer ${secret}` } })
  const { detail = 'revoked' } = (await answer.json()) as { detail?: string }
  output.textContent = `${answer.status} ${detail}`
}

/** Answers requests one after the other, for a test to compare. */
async function answersTo(requests: readonly PlainRequest[]): Promise<PlainAnswer[]> {
  await mock.reset()
  const answers: PlainAnswer[] = []
  for (const request of requests) answers.push(await plainOf(await fetch(requestOf(request, location.origin))))
  return answers
}

const [use, revokeIt] = document.querySelectorAll('button')
const output = document.querySelector('output') ?? document.body
await setupWorker(...handlers).start({ quiet: true })
// The second token is one that nobody revokes, and no manager: it is refused for want of permission while the first is live.
use?.addEventListener('click', () => void revoke(revocable[1].id, token.secret))
revokeIt?.addEventListener('click', () => void revoke(token.id, manager.secret))
Object.assign(globalThis, { answersTo, mock })
output.textContent = 'ready'
