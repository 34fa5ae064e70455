import type { Signal } from '@preact/signals'
import { signal } from '@preact/signals'
import type { Catalogue, ForcedAnswer, ListedToken, Snapshot, Switches, Time, WorldSummary } from '../../../control/generated/types.ts'
import type { Journal } from './journal.ts'
import { emptyJournal } from './journal.ts'

/** What the mock has told about one world. */
export interface Facts {
  readonly tokens: Signal<readonly ListedToken[]>
  readonly journal: Signal<Journal>
  readonly switches: Signal<Switches>
  readonly answers: Signal<readonly ForcedAnswer[]>
  readonly time: Signal<HeardTime>
  readonly snapshots: Signal<readonly Snapshot[]>
  readonly worlds: Signal<readonly WorldSummary[]>
  readonly catalogue: Signal<Catalogue>
}

/** What time it was in the world, and when that was heard by the monotonic clock of this page, in ms. */
export interface HeardTime extends Time {
  readonly heard: number
}

/** Nothing has been told yet. */
export function noFacts(): Facts {
  return {
    tokens: signal([]),
    journal: signal(emptyJournal),
    switches: signal({ latency: 0, network: {}, faults: [], readings: {} }),
    answers: signal([]),
    time: signal(heard({ now: new Date().toISOString(), state: 'real' })),
    snapshots: signal([]),
    worlds: signal([]),
    catalogue: signal({ readings: [], faults: [], network: [], kinds: [] }),
  }
}

export function heard(time: Time): HeardTime {
  return { ...time, heard: performance.now() }
}

/** What time it is in the world now, in milliseconds since 1970. */
export function nowIn({ now, state, heard: at }: HeardTime): number {
  return Date.parse(now) + (state === 'frozen' ? 0 : performance.now() - at)
}
