import { useSignal } from '@preact/signals'
import type { VNode } from 'preact'
import type { ResetPart } from '../../../control/generated/types.ts'
import { Dialog } from '../parts/dialog.tsx'
import { attempt } from '../parts/notices.tsx'
import { useSession } from '../session/current.ts'

const parts: readonly { readonly name: ResetPart; readonly words: string }[] = [
  { name: 'tokens', words: 'Tokens: as they were at the start' },
  { name: 'journal', words: 'Journal: empty' },
  { name: 'switches', words: 'Latency, faults and readings: as they were at the start' },
  { name: 'answers', words: 'Forced answers: as they were at the start' },
  { name: 'time', words: 'Time: as it was at the start' },
]

/** Puts the world back to how it started, or parts of it. */
export function ResetDialog({ onClose }: { onClose: () => void }): VNode {
  const { client } = useSession()
  const chosen = useSignal<readonly ResetPart[]>(parts.map(({ name }) => name))
  const reset = async (): Promise<void> => {
    if (await attempt(() => client.ask('reset', { body: { parts: chosen.value } }), 'The world has been reset')) onClose()
  }
  return (
    <Dialog title="Reset this world" onClose={onClose}>
      <fieldset>
        <legend>What to put back</legend>
        {parts.map(({ name, words }) => (
          <label key={name} class="check">
            <input
              type="checkbox"
              checked={chosen.value.includes(name)}
              onChange={({ currentTarget }) => {
                chosen.value = currentTarget.checked ? [...chosen.value, name] : chosen.value.filter((each) => each !== name)
              }}
            />
            {words}
          </label>
        ))}
      </fieldset>
      <p class="dim">Snapshots and other worlds stay as they are.</p>
      <button type="button" class="primary" disabled={chosen.value.length === 0} onClick={() => void reset()}>
        Reset
      </button>
    </Dialog>
  )
}
