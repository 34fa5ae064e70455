import { batch } from '@preact/signals'
import type { JournalEntry, ListedToken } from '../../../control/generated/types.ts'
import type { MockEvent } from '../wire/stream.ts'
import type { Facts } from './facts.ts'
import { heard } from './facts.ts'
import { emptyJournal, grown } from './journal.ts'

/** Takes in what happened, in its order and at one stroke. `tokens` and `reload` name nothing new and are for others. */
export function applyEvents(facts: Facts, events: readonly MockEvent[]): void {
  const changed = new Map<string, ListedToken>()
  let entries: JournalEntry[] = []
  batch(() => {
    for (const event of events) {
      if (event.name === 'journal') entries.push(event.data)
      else if (event.name === 'token') changed.set(event.data.token.id, event.data.token)
      else if (event.name === 'switches') facts.switches.value = event.data
      else if (event.name === 'answers') facts.answers.value = event.data.answers
      else if (event.name === 'time') facts.time.value = heard(event.data)
      else if (event.name === 'snapshots') facts.snapshots.value = event.data.snapshots
      else if (event.name === 'worlds') facts.worlds.value = event.data.worlds
      else if (event.name === 'journal-cleared') {
        entries = []
        facts.journal.value = emptyJournal
      }
    }
    if (entries.length > 0) facts.journal.value = grown(facts.journal.value, entries)
    if (changed.size > 0) facts.tokens.value = facts.tokens.value.map((token) => changed.get(token.id) ?? token)
  })
}
