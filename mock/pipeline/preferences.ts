import type { Incoming } from './incoming.ts'
import { valuesOf } from './incoming.ts'
import type { Refusal } from './refusal.ts'
import { refusal } from './refusal.ts'

/** What a client asks Prism for with `Prefer`, or with the query in its place. */
export interface Preferences {
  readonly code?: string
  readonly example?: string
  readonly dynamic?: string
  readonly seed?: string
}

const names: ReadonlySet<string> = new Set(['code', 'example', 'dynamic', 'seed'])

/**
 * The preferences of a request, from `Prefer` (RFC 7240) or, without that header, from `__code`, `__example`, `__dynamic`
 * and `__seed` in the query, as Prism reads them. `undefined` when it asks for nothing of the kind.
 */
export function preferencesOf(request: Incoming): Preferences | undefined {
  const known = preferredIn(request)?.filter(([name]) => names.has(name)) ?? []
  return known.length === 0 ? undefined : (Object.fromEntries(known) as Preferences)
}

/** Every preference of a request, known or not, as names and values; `undefined` where there is none at all. */
export function preferredIn(request: Incoming): [name: string, value: string][] | undefined {
  const lines = valuesOf(request, 'prefer')
  const query = request.target.includes('__') ? (request.target.split('?')[1] ?? '') : ''
  if (lines.length === 0 && query === '') return undefined
  return lines.length > 0 ? lines.flatMap(preferencesIn) : [...new URLSearchParams(query)].map(withoutUnderscores)
}

function preferencesIn(line: string): [name: string, value: string][] {
  return line.split(/[,;]/).map((part) => {
    const [name = '', value = ''] = part.split('=')
    return [name.trim().toLowerCase(), value.trim().replace(/^"(.*)"$/, '$1')]
  })
}

function withoutUnderscores([name, value]: [name: string, value: string]): [name: string, value: string] {
  return [name.startsWith('__') ? name.slice(2) : '', value]
}

/** Why preferences cannot be followed, whatever the document says. */
export function preferenceProblem({ code, dynamic }: Preferences): Refusal | undefined {
  if (code !== undefined && !/^\d{3}$/.test(code)) return unusable(`code must be a status of three digits, not "${code}"`)
  if (dynamic !== undefined && !/^(true|false)$/.test(dynamic)) return unusable(`dynamic must be true or false, not "${dynamic}"`)
  return undefined
}

/** A refusal of preferences; `why` completes "Value error, …". */
export function unusable(why: string): Refusal {
  return refusal('schema', 422, { type: 'value_error', loc: ['header', 'prefer'], msg: `Value error, ${why}` })
}
