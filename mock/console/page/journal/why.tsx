import type { VNode } from 'preact'
import type { JournalEntry } from '../../../control/generated/types.ts'
import { Foreign } from '../parts/foreign.tsx'

/** Which promise decided the answer, what the contract says about it, and what the sender may have overlooked. */
export function Why({ entry: { decided, hint, faults, forced } }: { entry: JournalEntry }): VNode {
  const { because, source, reading, step } = decided
  return (
    <section class="why">
      <p class="because">
        <Foreign text={because} />
      </p>
      {hint !== null && (
        <p class="hint">
          <Foreign text={hint} />
        </p>
      )}
      {source !== null && (
        <figure>
          <blockquote>{source.quote}</blockquote>
          <figcaption>
            contract <code>{source.pointer}</code>
          </figcaption>
        </figure>
      )}
      <p class="dim">
        Decided by: {step}
        {reading !== undefined && `, where the contract leaves a choice: ${reading.name}=${reading.value}`}
        {forced !== null && `, forced by ${forced === 'Prefer' ? 'the Prefer header' : 'a switch'}`}
        {faults.length > 0 && `. Faults that were on: ${faults.join(', ')}`}
      </p>
    </section>
  )
}
