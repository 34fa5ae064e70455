import { useSignal } from '@preact/signals'
import type { VNode } from 'preact'
import type { ListedToken } from '../../../control/generated/types.ts'
import { chosenEntry } from '../journal/chosen.ts'
import { attempt } from '../parts/notices.tsx'
import { useSession } from '../session/current.ts'
import type { Session } from '../session/session.ts'
import type { Attempt } from './attempt.ts'
import { CallerSelect } from './caller-select.tsx'
import { callerAmong, callersAmong } from './callers.ts'
import { tryTarget } from './choice.ts'
import type { Example } from './examples.ts'
import { attemptOf, examples, missingFor } from './examples.ts'
import { send } from './send.ts'
import { TargetSelect } from './target-select.tsx'
import { targetAmong } from './targets.ts'

/** Tries the operation: who revokes what, and why. The answer is shown by the journal. */
export function TryIt(): VNode {
  const session = useSession()
  const caller = useSignal<string | undefined>(undefined)
  const reason = useSignal('')
  const isRaw = useSignal(false)
  const { secrets } = session
  const tokens = session.tokens.value
  const callers = callersAmong(tokens, secrets.value, caller.value)
  const callerId = callerAmong(callers, caller.value)
  const tokenId = targetAmong(tokens, tryTarget.value)
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    void sent(session, {
      secret: callerId === 'made-up' ? 'dz_made-up_secret_that_nobody_was_given' : secrets.value.get(callerId),
      tokenId,
      body: bodyOf(reason.value, isRaw.value),
    })
  }
  return (
    <form class="try-it" aria-label="Try it" onSubmit={submit}>
      <div class="sentence">
        <h2>Try it</h2>
        <CallerSelect callers={callers} value={callerId} onChange={(value) => (caller.value = value)} />
        <span>revokes</span>
        <TargetSelect value={tokenId} onChange={(value) => (tryTarget.value = value)} />
        <input
          class="reason"
          aria-label={isRaw.value ? 'Body' : 'Reason'}
          placeholder={isRaw.value ? 'such as {"reason": 5}' : 'because…'}
          value={reason.value}
          onInput={({ currentTarget }) => (reason.value = currentTarget.value)}
        />
        <button type="submit" class="primary">
          Send
        </button>
      </div>
      <div class="examples" role="group" aria-label="Every answer of the contract">
        <span class="dim">or see</span>
        {examples.map((example) => (
          <button
            key={example.status}
            type="button"
            class="chip"
            title={example.words}
            aria-label={`${example.status}: ${example.words}`}
            onClick={() => void shown(session, example)}
          >
            {example.status}
          </button>
        ))}
        <label class="check">
          <input type="checkbox" checked={isRaw.value} onChange={({ currentTarget }) => (isRaw.value = currentTarget.checked)} />
          raw body
        </label>
      </div>
    </form>
  )
}

function bodyOf(text: string, isRaw: boolean): string | undefined {
  if (text === '') return undefined
  return isRaw ? text : JSON.stringify({ reason: text })
}

/** Sends an example; what it needs and is not there is issued. */
async function shown(session: Session, example: Example): Promise<void> {
  const { tokens, secrets, issue } = session
  await attempt(async () => {
    const issued: ListedToken[] = []
    for (const kind of missingFor(example, tokens.value, secrets.value)) {
      const items = await issue({ kind })
      issued.push(...items.map((item) => ({ ...item, state: kind === 'expired' ? ('expired' as const) : ('live' as const) })))
    }
    await sent(session, attemptOf(example, [...tokens.value, ...issued], secrets.value))
  })
}

/** Sends it, and opens the entry that the journal makes of it. */
async function sent({ facts, client }: Session, order: Attempt): Promise<void> {
  const last = facts.journal.value.entries.at(-1)?.id ?? 0
  const stop = facts.journal.subscribe(({ entries }) => {
    const entry = entries.find(({ id, tokenId }) => id > last && tokenId === order.tokenId)
    if (entry === undefined) return
    chosenEntry.value = entry.id
    queueMicrotask(() => stop())
  })
  await send(order, client.world)
  // The event may come a little later than the answer, or not at all when the page has been told to reload.
  setTimeout(stop, 2000)
}
