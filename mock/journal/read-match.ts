import type { JournalMatch, Match } from '../control/generated/types.ts'

/** What a request can be told by, and an entry of the journal besides. */
export const matchNames = ['target', 'caller', 'method', 'path', 'reason', 'header'] as const
export const entryNames = ['target', 'caller', 'method', 'path', 'reason', 'header', 'status', 'effect', 'forced'] as const

/**
 * Reads conditions such as `target=revocable-1` and `header=X-Case:7`; an empty caller is none, as in the query of the journal.
 * `undefined` where one of them is none.
 */
export function readMatch(conditions: readonly string[], names: typeof matchNames): Match | undefined
export function readMatch(conditions: readonly string[], names: typeof entryNames): JournalMatch | undefined
export function readMatch(conditions: readonly string[], names: readonly string[]): JournalMatch | undefined {
  const pairs = conditions.map((condition) => pairOf(condition, names))
  const headers = pairs.flatMap((pair) => (pair?.[0] === 'headers' ? [pair[1] as object] : []))
  if (pairs.includes(undefined)) return undefined
  const all = Object.fromEntries(pairs.filter((pair) => pair !== undefined)) as JournalMatch
  return headers.length === 0 ? all : { ...all, headers: Object.assign({}, ...headers) as Record<string, string> }
}

function pairOf(condition: string, names: readonly string[]): readonly [name: string, value: unknown] | undefined {
  const [, name = '', value = ''] = /^(\w+)=(.*)$/s.exec(condition) ?? []
  if (!names.includes(name)) return undefined
  if (name === 'header') return headerOf(value)
  if (name === 'caller') return [name, value === '' ? null : value]
  if (name === 'status') return /^[1-5]\d\d$/.test(value) ? [name, Number(value)] : undefined
  if (name === 'effect') return effects.has(value) ? [name, value] : undefined
  if (name === 'forced') return /^(true|false)$/.test(value) ? [name, value === 'true'] : undefined
  return name === 'reason' || value !== '' ? [name, value] : undefined
}

const effects: ReadonlySet<string> = new Set(['revoked', 'repeated', 'none'])

function headerOf(text: string): readonly ['headers', Readonly<Record<string, string>>] | undefined {
  const [, name, value = ''] = /^([^:]+):\s*(.*)$/s.exec(text) ?? []
  return name === undefined ? undefined : ['headers', { [name]: value }]
}
