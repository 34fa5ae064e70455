import { batch } from '@preact/signals'
import type {
  Catalogue,
  ForcedAnswerList,
  JournalPage,
  ListedToken,
  SnapshotList,
  Switches,
  Time,
  TokenPage,
  WorldList,
} from '../../../control/generated/types.ts'
import type { Client } from '../wire/client.ts'
import type { Facts } from './facts.ts'
import { heard } from './facts.ts'
import { emptyJournal, grown, withOlder } from './journal.ts'

/** How many entries are fetched before anything is shown, and how many at a time after that. */
const latest = 500
const older = 2500

/** Fetches everything but the older part of the journal. Resolves to what puts it in the place of what was known. */
export async function loadFacts(client: Client, facts: Facts): Promise<() => void> {
  const [tokens, page, switches, { answers }, time, catalogue, others] = await Promise.all([
    allTokens(client),
    client.ask<JournalPage>(`journal?limit=${latest}`),
    client.ask<Switches>('switches'),
    client.ask<ForcedAnswerList>('answers'),
    client.ask<Time>('time'),
    client.ask<Catalogue>('catalogue'),
    loadOthers(client, facts),
  ])
  return () => {
    facts.tokens.value = tokens
    facts.journal.value = grown({ ...emptyJournal, dropped: page.dropped }, page.entries.toReversed())
    facts.switches.value = switches
    facts.answers.value = answers
    facts.time.value = heard(time)
    facts.catalogue.value = catalogue
    others()
  }
}

/** Fetches the snapshots and the worlds. */
export async function loadOthers(client: Client, { snapshots, worlds }: Facts): Promise<() => void> {
  const [saved, used] = await Promise.all([client.ask<SnapshotList>('snapshots'), client.ask<WorldList>('worlds')])
  return () =>
    batch(() => {
      snapshots.value = saved.snapshots
      worlds.value = used.worlds
    })
}

/** Fetches what came before the first entry there is, page by page, as long as it is wanted. */
export async function loadOlder(client: Client, { journal }: Facts, isWanted: () => boolean): Promise<void> {
  let before: number | null = journal.value.entries[0]?.id ?? null
  while (before !== null && isWanted()) {
    const page: JournalPage = await client.ask(`journal?limit=${older}&before=${before}`)
    if (isWanted()) journal.value = withOlder(journal.value, page.entries)
    before = page.next
  }
}

export async function allTokens(client: Client): Promise<readonly ListedToken[]> {
  const tokens: ListedToken[] = []
  let after: string | null = ''
  while (after !== null) {
    const page: TokenPage = await client.ask(`tokens?limit=10000${after === '' ? '' : `&after=${encodeURIComponent(after)}`}`)
    tokens.push(...page.tokens)
    after = page.next
  }
  return tokens
}
