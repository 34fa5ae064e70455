import type { Door } from '../history/events.ts'
import type { History } from '../history/history.ts'
import { isUuid, uuidDigits, uuidShape } from './uuid.ts'
import type { Issues } from '../history/issues.ts'
import { memoized } from '../history/memo.ts'

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

/** Reads method and request target; `prefix` is the path of the door's URL. */
export function addressOf(history: History, doorName: string, method: string, requestTarget: string): Addressed {
  const door = history.door(doorName)
  const path = /[?#]/.test(requestTarget) ? requestTarget.replace(/[?#].*$/s, '') : requestTarget
  const ids = idsOf(history.issues)
  const names = namesIn(ids, path)
  if (door?.kind === 'probe') return { route: 'probe', target: { kind: 'none' }, names: [] }
  const [head = '', tail = ''] = history.header.contractPath.split('{token_id}')
  const before = (door === undefined ? '' : prefixOf(door)) + head
  const slash = path.endsWith(`${tail}/`) ? '/' : ''
  const segment =
    path.startsWith(before) && path.endsWith(tail + slash) ? path.slice(before.length, path.length - tail.length - slash.length) : ''
  if (segment === '' || segment.includes('/')) return { route: 'other path', target: { kind: 'none' }, names }
  const target = targetOf(ids, segment)
  if (slash !== '') return { route: 'trailing slash', target, names }
  if (method === 'POST') return { route: 'revoke', target, names }
  return { route: method === 'OPTIONS' ? 'options' : 'other method', target, names }
}

interface Ids {
  /** By the id as issued. */
  readonly exact: ReadonlyMap<string, string>
  /** By what all spellings of an id share. */
  readonly loose: ReadonlyMap<string, string>
  /** How long the shortest of those is. */
  readonly shortest: number
  /** Version and variant of the issued UUIDs; empty when the target issues none. */
  readonly shapes: ReadonlySet<string>
}

const idsOf = memoized((issues: Issues): Ids => {
  const exact = new Map<string, string>()
  const loose = new Map<string, string>()
  const shapes = new Set<string>()
  for (const { token } of issues.all) {
    if (token.id === '') continue
    exact.set(token.id, token.alias)
    loose.set(looseId(token.id), token.alias)
    if (isUuid(token.id)) shapes.add(uuidShape(token.id))
  }
  const shortest = [...loose.keys()].reduce((least, { length }) => Math.min(least, length), Number.POSITIVE_INFINITY)
  return { exact, loose, shortest, shapes }
})

/** What every spelling of one id has in common: the digits of a UUID, else the text without case and outer blanks. */
function looseId(id: string): string {
  return uuidDigits(id) ?? id.trim().toLowerCase()
}

function targetOf({ exact, loose, shapes }: Ids, segment: string): Target {
  const alias = exact.get(segment)
  if (alias !== undefined) return { kind: 'token', alias, spelling: 'exact' }
  const decoded = decode(segment)
  if (decoded === undefined) return { kind: 'not a uuid', overlong: segment.length > overlong, brokenEncoding: true }
  const other = exact.get(decoded) ?? loose.get(looseId(decoded))
  if (other !== undefined) return { kind: 'token', alias: other, spelling: 'other' }
  if (isUuid(decoded)) return { kind: 'unknown uuid', likeIssued: isLikeIssued(shapes, decoded) }
  return { kind: 'not a uuid', overlong: segment.length > overlong, brokenEncoding: false }
}

/** Where the target issues no UUIDs, one of version 4 is as good as any. */
function isLikeIssued(shapes: ReadonlySet<string>, id: string): boolean {
  return (shapes.size === 0 ? new Set(['v4 rfc']) : shapes).has(uuidShape(id))
}

function namesIn({ exact, loose, shortest }: Ids, path: string): readonly string[] {
  const found = new Set<string>()
  for (const segment of /[\\%]/.test(path) ? path.split(/[/\\]|%2f|%5c/i) : path.split('/')) {
    // Lower case makes no text more than twice as long.
    if (segment.length * 2 < shortest) continue
    const text = decode(segment) ?? segment
    const alias = exact.get(text) ?? loose.get(looseId(text))
    if (alias !== undefined) found.add(alias)
  }
  return [...found]
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}

const prefixOf = memoized(({ url }: Door): string => new URL(url).pathname.replace(/\/+$/, ''))
