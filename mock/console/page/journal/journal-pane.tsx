import { useSignal } from '@preact/signals'
import type { VNode } from 'preact'
import { attempt } from '../parts/notices.tsx'
import { isNarrow } from '../parts/narrow.ts'
import { VirtualTable } from '../parts/virtual-table.tsx'
import { useSession } from '../session/current.ts'
import { TryIt } from '../try-it/try-it.tsx'
import { chosenEntry } from './chosen.ts'
import { EntryCells } from './entry-cells.tsx'
import { EntryDetails } from './entry-details.tsx'
import type { Filter } from './filter.ts'
import { everything, outcomes } from './filter.ts'
import { useAnnouncements } from './use-announcements.ts'
import { useShown } from './use-shown.ts'

/** What came in and what was answered, the latest first, and a place to try it. */
export function JournalPane(): VNode {
  const { facts, client, isLoaded } = useSession()
  const { entries, dropped } = facts.journal.value
  const filter = useSignal<Filter>(everything)
  const shown = useShown(entries, filter.value)
  useAnnouncements(entries)
  const chosen = entries.find(({ id }) => id === chosenEntry.value)
  return (
    <section class="pane journal" aria-labelledby="journal">
      <TryIt />
      <header>
        <h2 id="journal" tabIndex={-1}>
          Journal <span class="count">{countWords(shown.length, entries.length)}</span>
        </h2>
        <input
          id="journal-filter"
          type="search"
          aria-label="Filter the journal"
          placeholder="Filter: status, token, reason, path"
          value={filter.value.words}
          onInput={({ currentTarget }) => (filter.value = { ...filter.value, words: currentTarget.value })}
        />
        <select
          aria-label="Outcome"
          value={filter.value.outcome}
          onChange={({ currentTarget }) => (filter.value = { ...filter.value, outcome: currentTarget.value as Filter['outcome'] })}
        >
          {outcomes.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
        <button
          type="button"
          class="quiet"
          disabled={entries.length === 0}
          onClick={() => void attempt(() => client.ask('journal', { method: 'DELETE' }), 'The journal is empty')}
        >
          Clear
        </button>
      </header>
      <VirtualTable
        label="Journal"
        columns={['Time', 'Answer', 'Request', 'Why', 'Took']}
        rows={shown}
        keyOf={({ id }) => id}
        height={isNarrow.value ? 56 : 34}
        chosen={chosenEntry.value}
        empty={isLoaded.value ? emptyWords(entries.length) : undefined}
        onWalk={({ id }) => chosenEntry.value !== undefined && (chosenEntry.value = id)}
        cells={(entry, opener) => <EntryCells entry={entry} opener={opener} />}
      />
      {dropped > 0 && <p class="dim dropped">{dropped.toLocaleString()} older entries are no longer kept.</p>}
      {chosen !== undefined && <EntryDetails key={chosen.id} entry={chosen} />}
    </section>
  )
}

/** How many there are, and of how many that is where not all are to be seen. */
function countWords(shown: number, all: number): string {
  return shown === all ? all.toLocaleString() : `${shown.toLocaleString()} of ${all.toLocaleString()}`
}

function emptyWords(count: number): string {
  if (count > 0) return 'No entry is like that.'
  return 'Nothing has come in yet. Send a request to the mock, or try one above: it appears here at once.'
}
