import type { Door, TokenRecord } from '../history/events.ts'
import type { History } from '../history/history.ts'
import { isUuid, printedShape, uuidOf, uuidShape } from './uuid.ts'
import type { Issues } from '../history/issues.ts'
import { memoized } from '../history/memo.ts'
import { derived } from '../history/origin.ts'

/** Which way a request took, by its method and path. */
export type Route =
  /** `POST` on the contract's path. */
  | 'revoke'
  /** The contract's path with a slash at its end. */
  | 'trailing slash'
  /** The contract's path with `OPTIONS`. */
  | 'options'
  /** The contract's path with any other method. */
  | 'other method'
  /** Any other path, such as one with doubled slashes. */
  | 'other path'
  /** The operation of a `--probe` door. */
  | 'probe'

/** Which token a path names. */
export type Target =
  /** `other`: equivalent, but not the issued spelling (case, braces, no hyphens, percent-encoded letters). */
  | { readonly kind: 'token'; readonly alias: string; readonly spelling: 'exact' | 'other' }
  /** A UUID nobody issued. `like issued`: of a version and variant that the target issues. */
  | { readonly kind: 'unknown uuid'; readonly likeIssued: boolean }
  | { readonly kind: 'not a uuid'; readonly overlong: boolean; readonly brokenEncoding: boolean }
  | { readonly kind: 'none' }

export interface Addressed {
  readonly route: Route
  readonly target: Target
  /** Aliases of all tokens whose id stands in the path in any spelling: what this request might touch. */
  readonly names: readonly string[]
}

/** Paths beyond this length may be refused by the HTTP layer. */
const overlong = 2048

/** Reads method and request target. */
export function addressOf(history: History, door: string, method: string, requestTarget: string): Addressed {
  const path = /[?#]/.test(requestTarget) ? requestTarget.replace(/[?#].*$/s, '') : requestTarget
  const { isProbe, before, after, isNamed } = pathOf(history, door)
  if (isProbe) return probe
  const ids = idsOf(history.issues)
  const slash = path.endsWith('/') && path.endsWith(`${after}/`) ? '/' : ''
  const isOurs = path.startsWith(before) && path.endsWith(slash === '' ? after : `${after}/`)
  const segment = isOurs ? path.slice(before.length, path.length - after.length - slash.length) : ''
  if (segment === '' || segment.includes('/')) return { route: 'other path', target: none, names: namesIn(ids, path) }
  const { target, names } =
    isNamed || /[\\%]/.test(segment) ? { target: targetOf(ids, segment), names: namesIn(ids, path) } : plainly(ids, segment)
  if (slash !== '') return { route: 'trailing slash', target, names }
  if (method === 'POST') return { route: 'revoke', target, names }
  return { route: method === 'OPTIONS' ? 'options' : 'other method', target, names }
}

/** Of nearly every path: the id is one segment as it is, and nothing else could be the id of a token. */
function plainly(ids: Ids, segment: string): Pick<Addressed, 'target' | 'names'> {
  const exactly = ids.exact.get(segment)
  if (exactly !== undefined) return exactly.plainly
  const uuid = isUuid(segment) ? segment.toLowerCase() : undefined
  const named = ids.loose.get(uuid ?? looseId(segment))
  if (named !== undefined) return { target: named.otherwise, names: named.names }
  return uuid === undefined ? { target: unnamed(ids, segment), names: nobody } : unknownTo(ids, uuid)
}

const none: Target = { kind: 'none' }
const probe: Addressed = { route: 'probe', target: none, names: [] }

/** What stands before and after the id in the contract's path at a door, whose URL may have a path of its own. */
interface ContractPath {
  readonly isProbe: boolean
  readonly before: string
  readonly after: string
  /** Whether a token has an id that stands in it whoever is asked for. */
  readonly isNamed: boolean
}

function pathOf(history: History, door: string): ContractPath {
  const { byDoor, elsewhere } = pathsIn(history)
  return byDoor.get(door) ?? elsewhere
}

const pathsIn = derived((history: History) => {
  const { contractPath, doors } = history.header
  const [before = '', after = ''] = contractPath.split('{token_id}')
  const isNamed = (prefix: string): boolean => namesIn(idsOf(history.issues), `${prefix}${before}/${after}`).length > 0
  const byDoor = new Map(
    doors.map((door): [string, ContractPath] => {
      const prefix = prefixOf(door)
      return [door.name, { isProbe: door.kind === 'probe', before: prefix + before, after, isNamed: isNamed(prefix) }]
    }),
  )
  return { byDoor, elsewhere: { isProbe: false, before, after, isNamed: isNamed('') } }
})

interface Ids {
  /** By the id as issued. */
  readonly exact: ReadonlyMap<string, Named>
  /** By what all spellings of an id share. */
  readonly loose: ReadonlyMap<string, Named>
  /** How long the shortest of those is. */
  readonly shortest: number
  /** Version and variant of the issued UUIDs; empty when the target issues none. */
  readonly shapes: ReadonlySet<string>
}

/** What is said of each of the many paths that name one token. */
interface Named {
  readonly alias: string
  readonly names: readonly string[]
  readonly exactly: Target
  readonly otherwise: Target
  /** Of a path in which its id stands as it is. */
  readonly plainly: Pick<Addressed, 'target' | 'names'>
  /** What all spellings of its id share. */
  readonly loose: string
  /** Version and variant, where its id is a UUID. */
  readonly shape: string | undefined
}

const idsOf = derived((issues: Issues): Ids => {
  const exact = new Map<string, Named>()
  const loose = new Map<string, Named>()
  const shapes = new Set<string>()
  for (const { token } of issues.all) {
    if (token.id === '') continue
    const named = namedBy(token)
    exact.set(token.id, named)
    loose.set(named.loose, named)
    if (named.shape !== undefined) shapes.add(named.shape)
  }
  const shortest = [...loose.keys()].reduce((least, { length }) => Math.min(least, length), Number.POSITIVE_INFINITY)
  // Where the target issues no UUIDs, one of version 4 is as good as any.
  return { exact, loose, shortest, shapes: shapes.size === 0 ? new Set(['v4 rfc']) : shapes }
})

const namedBy = memoized(({ alias, id }: TokenRecord): Named => {
  const [names, exactly] = [[alias], { kind: 'token', alias, spelling: 'exact' } as const]
  return {
    alias,
    names,
    exactly,
    otherwise: { kind: 'token', alias, spelling: 'other' },
    plainly: { target: exactly, names },
    loose: looseId(id),
    shape: isUuid(id) ? uuidShape(id) : undefined,
  }
})

/** What every spelling of one id has in common: the UUID, else the text without case and outer blanks. */
export function looseId(id: string): string {
  return uuidOf(id) ?? id.trim().toLowerCase()
}

/** The token whose id a text is, in whichever spelling. */
function namedIn({ exact, loose }: Ids, text: string): Named | undefined {
  return exact.get(text) ?? loose.get(looseId(text))
}

function targetOf(ids: Ids, segment: string): Target {
  const named = ids.exact.get(segment)
  if (named !== undefined) return named.exactly
  const decoded = decode(segment)
  if (decoded === undefined) return { kind: 'not a uuid', overlong: segment.length > overlong, brokenEncoding: true }
  return namedIn(ids, decoded)?.otherwise ?? unnamed(ids, decoded, segment)
}

/** @param sent How the text was written in the path. */
function unnamed(ids: Ids, text: string, sent: string = text): Target {
  if (isUuid(text)) return unknownTo(ids, text.toLowerCase()).target
  return { kind: 'not a uuid', overlong: sent.length > overlong, brokenEncoding: false }
}

/** @param uuid In lower case. */
function unknownTo({ shapes }: Ids, uuid: string): (typeof unknown)['likeIssued' | 'unlike'] {
  return unknown[shapes.has(printedShape(uuid)) ? 'likeIssued' : 'unlike']
}

const nobody: readonly string[] = []

const unknown = {
  likeIssued: { target: { kind: 'unknown uuid', likeIssued: true }, names: nobody },
  unlike: { target: { kind: 'unknown uuid', likeIssued: false }, names: nobody },
} as const

function namesIn(ids: Ids, path: string): readonly string[] {
  let found = nobody
  for (const segment of /[\\%]/.test(path) ? path.split(/[/\\]|%2f|%5c/i) : path.split('/')) {
    // Lower case makes no text more than twice as long.
    if (segment.length * 2 < ids.shortest) continue
    const named = namedIn(ids, decode(segment) ?? segment)
    if (named === undefined || found.includes(named.alias)) continue
    found = found.length === 0 ? named.names : [...found, named.alias]
  }
  return found
}

function decode(segment: string): string | undefined {
  if (!segment.includes('%')) return segment
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}

const prefixOf = memoized(({ url }: Door): string => new URL(url).pathname.replace(/\/+$/, ''))
