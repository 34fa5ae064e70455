import { signal } from '@preact/signals'
import type { VNode } from 'preact'

const said = signal('')

/** Tells who cannot see the page what has changed. */
export function announce(text: string): void {
  // The same words twice are said twice only where they differ.
  said.value = said.value === text ? `${text}\u00a0` : text
}

export function Announcer(): VNode {
  return (
    <p class="unseen" role="status" aria-live="polite">
      {said.value}
    </p>
  )
}
