import { signal } from '@preact/signals'
import type { VNode } from 'preact'
import { announce } from './announcer.tsx'

const failure = signal<string | undefined>(undefined)

/** Does something that was asked for; a failure is shown until it is dismissed or something else succeeds. */
export async function attempt(act: () => Promise<unknown>, done?: string): Promise<boolean> {
  try {
    await act()
    failure.value = undefined
    if (done !== undefined) announce(done)
    return true
  } catch (error) {
    failure.value = error instanceof TypeError ? 'The mock does not answer.' : String(error instanceof Error ? error.message : error)
    return false
  }
}

/** What went wrong last. */
export function Notices(): VNode {
  return (
    <div class="notices" role="alert">
      {failure.value !== undefined && (
        <p class="notice">
          <span>{failure.value}</span>
          <button type="button" class="quiet" onClick={() => (failure.value = undefined)}>
            Dismiss
          </button>
        </p>
      )}
    </div>
  )
}
