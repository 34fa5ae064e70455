import type { JournalEntry } from '../../../control/generated/types.ts'
import type { Names } from '../../../journal/sentence.ts'
import { requestWords } from '../../../journal/sentence.ts'

export const outcomes = ['every answer', 'revoked', '2xx', '4xx', '5xx', 'forced', 'network fault'] as const

/** Which entries are to be seen. */
export interface Filter {
  /** Each of these words has to be in the entry. */
  readonly words: string
  readonly outcome: (typeof outcomes)[number]
}

export const everything: Filter = { words: '', outcome: 'every answer' }

/** Whether an entry is to be seen. */
export function filterOf({ words, outcome }: Filter, names: Names): (entry: JournalEntry) => boolean {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  return (entry) => hasOutcome(entry, outcome) && wanted.every((word) => textOf(entry, names).includes(word))
}

function hasOutcome({ answer: { status }, effect, forced, network }: JournalEntry, outcome: Filter['outcome']): boolean {
  if (outcome === 'every answer') return true
  if (outcome === 'revoked') return effect === 'revoked'
  if (outcome === 'forced') return forced !== null
  if (outcome === 'network fault') return network !== null
  return Math.floor(status / 100) === Number(outcome[0])
}

/** What is searched in, worked out once for each entry. */
const texts = new WeakMap<JournalEntry, string>()

function textOf(entry: JournalEntry, names: Names): string {
  const known = texts.get(entry)
  if (known !== undefined) return known
  const { request, answer, reason, decided, hint, network } = entry
  const parts = [
    answer.status,
    request.method,
    request.target,
    requestWords(entry, names),
    reason,
    decided.step,
    decided.because,
    hint,
    network,
  ]
  const text = parts.join('\n').toLowerCase()
  texts.set(entry, text)
  return text
}
