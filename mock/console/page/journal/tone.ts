import type { JournalEntry } from '../../../control/generated/types.ts'

export type Tone = 'good' | 'plain' | 'warn' | 'bad'

/** How an answer is coloured: what was done, what was refused, what is broken. The words say it, too. */
export function toneOf({ answer: { status }, network }: Pick<JournalEntry, 'answer' | 'network'>): Tone {
  if (network !== null || status >= 500) return 'bad'
  if (status >= 400) return 'warn'
  return status >= 200 && status < 300 ? 'good' : 'plain'
}
