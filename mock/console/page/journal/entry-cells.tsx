import type { VNode } from 'preact'
import type { JournalEntry } from '../../../control/generated/types.ts'
import { Foreign } from '../parts/foreign.tsx'
import { clockTime, milliseconds } from '../parts/instants.ts'
import type { Opener } from '../parts/virtual-table.tsx'
import { Cell } from '../parts/virtual-table.tsx'
import { useSession } from '../session/current.ts'
import { chosenEntry } from './chosen.ts'
import { answerWords, requestWords, sentenceOf } from '../../../journal/sentence.ts'
import { toneOf } from './tone.ts'

/** One row: when, what was answered to what, and why. */
export function EntryCells({ entry, opener }: { entry: JournalEntry; opener: Opener }): VNode {
  const { id, at, duration, decided, hint, forced } = entry
  const names = useSession().names.value
  const open = (): void => {
    chosenEntry.value = chosenEntry.value === id ? undefined : id
  }
  return (
    <>
      <Cell name="time">
        <button
          type="button"
          class="opener"
          aria-expanded={chosenEntry.value === id}
          aria-label={`${clockTime(at)}, details: ${sentenceOf(entry, names)}`}
          onClick={open}
          {...opener}
        >
          {clockTime(at)}
        </button>
      </Cell>
      <Cell name="answer">
        <span class="status" data-tone={toneOf(entry)}>
          {answerWords(entry)}
        </span>
      </Cell>
      <Cell name="request">
        <Foreign text={requestWords(entry, names)} />
      </Cell>
      <Cell name="because">
        {forced !== null && <span class="chip">forced</span>}
        <Foreign text={hint ?? decided.because} />
      </Cell>
      <Cell name="took">{milliseconds(duration)}</Cell>
    </>
  )
}
