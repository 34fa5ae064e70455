import type { JournalEntry } from '../control/generated/types.ts'

/** The names of tokens by id, also of those that nobody looked for because the request was refused before. */
export type Names = ReadonlyMap<string, string>

/** Who asked for what, in a few words: `manager-1 → revocable-2`; for other operations method and path. */
export function requestWords({ caller, credential, target, tokenId, request }: JournalEntry, names: Names): string {
  if (tokenId === null) return `${request.method} ${request.target}`
  return `${caller?.name ?? nobody[credential]} → ${target?.name ?? names.get(tokenId) ?? shortened(tokenId)}`
}

/** Of an id as long as a UUID its beginning is enough to tell it from others. */
function shortened(id: string): string {
  return id.length > 20 ? `${id.slice(0, 8)}…` : id
}

const nobody: Readonly<Record<JournalEntry['credential'], string>> = {
  none: 'nobody',
  malformed: 'a malformed credential',
  ambiguous: 'two credentials',
  bearer: 'an unknown secret',
}

/** What the client got, in a few words. */
export function answerWords({ answer: { status }, network }: JournalEntry): string {
  return network === null ? String(status) : network
}

/** An entry as a sentence, for who hears it. */
export function sentenceOf(entry: JournalEntry, names: Names): string {
  return `${requestWords(entry, names)}: ${answerWords(entry)}. ${entry.decided.because}`
}
