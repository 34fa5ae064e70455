import { givenContract } from '../../contract/index.ts'
import { groupBy } from '../history/group.ts'
import type { History } from '../history/history.ts'
import { countUpTo } from '../history/search.ts'
import type { IssuedToken } from '../provisioner/index.ts'
import { HistoryError } from '../recorded/history-error.ts'
import type { Har, HarEntry } from './har.ts'
import { exchangeIn } from './har-exchange.ts'
import type { Ignored } from './observer.ts'
import { Observer } from './observer.ts'
import type { Company } from './token-book.ts'

export interface HarOptions {
  /** Base URL of the implementation to judge; default: the one that most requests on the operation were sent to. */
  readonly target?: string
  readonly tokens: readonly IssuedToken[]
  readonly company: Company
  readonly propagation: number
}

/**
 * Other people's traffic as a history, with what cannot be judged in it as notices.
 *
 * @param file For messages.
 * @throws HistoryError `NOTHING_TO_JUDGE` where no request was sent to the operation.
 */
export function historyInHar(file: string, har: Har, options: HarOptions): History {
  const entries = har.entries.filter(isOnTheWire).toSorted((a, b) => startOf(a) - startOf(b))
  const bases = groupBy(entries.filter(isOnOperation), baseOf)
  const target = options.target?.replace(/\/+$/, '') ?? [...bases].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0]
  if (target === undefined || (bases.get(target) ?? []).length === 0) throw nothingToJudge(file, target, [...bases.keys()])
  const start = entries.length > 0 ? startOf(entries[0] as HarEntry) : 0
  const observer = new Observer({
    ...options,
    target,
    asked: { target, selection: { only: [], skip: [], allowUnexercised: ['*'] } },
    startedAt: new Date(start).toISOString(),
    listener: () => {},
  })
  const hasCredentials = entries.some(({ request }) => request.headers.some(({ name }) => name.toLowerCase() === 'authorization'))
  const ignored = new Map<Ignored, number>()
  const starts = groupBy(entries, ({ request }) => new URL(request.url).origin)
  for (const entry of entries) {
    if (!isUnder(target, entry)) continue
    const seen = observer.see(
      exchangeIn(entry, { start, hasCredentials }, besideIn(starts.get(new URL(entry.request.url).origin) ?? [], entry)),
    )
    if (typeof seen === 'string') ignored.set(seen, (ignored.get(seen) ?? 0) + 1)
  }
  const at = Math.max(0, ...observer.history.exchanges.slice(-1).map(({ begin, end }) => end ?? begin))
  const remarks = remarksOn(har, observer, {
    ignored,
    others: [...bases.keys()].filter((base) => base !== target),
    onTheWire: entries.length,
  })
  for (const message of remarks) observer.recorder.event({ kind: 'notice', message, at })
  observer.recorder.event({ kind: 'footer', at, complete: true })
  return observer.history
}

/** A cache answers for itself, and a preflight is the browser's own request. */
function isOnTheWire(entry: HarEntry): boolean {
  const { _fromCache, _resourceType, _framing, response, request } = entry
  const isCached = (typeof _fromCache === 'string' && _fromCache !== '') || response.status === 304
  const isPreflight =
    _resourceType === 'preflight' ||
    (request.method.toUpperCase() === 'OPTIONS' && request.headers.some(({ name }) => /^access-control-request-method$/i.test(name)))
  return !isCached && !isPreflight && _framing !== 'raw' && /^https?:/i.test(request.url)
}

const [head = '', tail = ''] = givenContract.path.split('{token_id}')

function isOnOperation({ request }: HarEntry): boolean {
  const path = pathOf(request.url)
  return path.includes(head) && /\/?$/.test(path) && path.replace(/\/$/, '').endsWith(tail)
}

/** Origin and prefix of an address on the operation. */
function baseOf({ request }: HarEntry): string {
  return new URL(request.url).origin + pathOf(request.url).slice(0, pathOf(request.url).indexOf(head))
}

function isUnder(target: string, { request }: HarEntry): boolean {
  const { origin } = new URL(target)
  return new URL(request.url).origin === origin
}

function pathOf(url: string): string {
  return /^https?:\/\/[^/?#]*([^?#]*)/i.exec(url)?.[1] ?? ''
}

function startOf({ startedDateTime }: HarEntry): number {
  return Date.parse(startedDateTime)
}

/** How many requests began within the second before one of them, and with it. */
function besideIn(sorted: readonly HarEntry[], entry: HarEntry): number {
  return countUpTo(sorted, startOf(entry), startOf) - countUpTo(sorted, startOf(entry) - 1000, startOf)
}

function nothingToJudge(file: string, target: string | undefined, bases: readonly string[]): HistoryError {
  const where = target === undefined || bases.length === 0 ? '' : ` under ${target}`
  const other =
    bases.length === 0 ? `Record traffic to POST ${givenContract.path}.` : `There are some under ${bases.join(', ')}: correct --target.`
  return new HistoryError('NOTHING_TO_JUDGE', `${file}: holds no request on the revoke operation${where}. ${other}`)
}

interface Remarkable {
  readonly ignored: ReadonlyMap<Ignored, number>
  readonly others: readonly string[]
  readonly onTheWire: number
}

/** What cannot be judged, in words. */
function remarksOn(har: Har, { book, history }: Observer, { ignored, others, onTheWire }: Remarkable): readonly string[] {
  const left = (count: number, what: string): readonly string[] => (count === 0 ? [] : [`${count} of ${what}.`])
  return [
    `This is other people's traffic, recorded by ${har.creator}: ${history.exchanges.length} requests are on the revoke operation. What was not tried in it is not exercised, and tokens may have been issued and revoked elsewhere, so no refusal is held against the target.`,
    ...others.map((base) => `Requests to ${base} are left out: judge them with --target ${base}.`),
    ...left(har.unreadable, 'its entries have no method, address, time or status, and are left out'),
    ...left(har.entries.length - onTheWire, 'its entries were answered by a cache, or are preflights of the browser, and are left out'),
    ...left(
      ignored.get('a short credential') ?? 0,
      'the requests bear a credential too short to be masked (under 16 characters), and are left out',
    ),
    ...(history.issue('withheld') === undefined
      ? []
      : [
          'Credentials were left out of this recording, or were no bearer tokens: who asked is not known, and who was refused rightly neither.',
        ]),
    ...(book.unlinked === 0
      ? []
      : [
          `Of ${book.unlinked} credentials no id is known, so their use after a revocation cannot be seen: --tokens FILE says which credential belongs to which id.`,
        ]),
    'Its times have a resolution of 1 ms: what overlaps within it, or may have, proves nothing.',
  ]
}
