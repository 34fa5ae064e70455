import type { Door, Exchange, Footer, Header, HistoryEvent, Issued, Restart, TokenRecord } from './events.ts'
import { Issues } from './issues.ts'
import { Origin } from './origin.ts'

/**
 * A finished or growing run, ready to be asked. Immutable: what is derived from it is derived once (`derived`).
 *
 * Exchanges stand in the order in which they began.
 */
export class History extends Origin {
  readonly header: Header
  readonly events: readonly HistoryEvent[]
  readonly issues: Issues
  readonly restarts: readonly Restart[]
  readonly footer: Footer | undefined
  #exchanges: readonly Exchange[] | undefined
  #exchangeById: ReadonlyMap<number, Exchange> | undefined

  /**
   * @param issues The tokens, where somebody has them already; default: those that the events tell of.
   * @throws RangeError when the events hold no header.
   */
  constructor(events: readonly HistoryEvent[], issues: Issues = new Issues(events.filter((event) => event.kind === 'issued'))) {
    super()
    const header = events.find((event) => event.kind === 'header')
    if (header === undefined) throw new RangeError('A history begins with a header; these events hold none.')
    this.header = header
    this.events = events
    this.restarts = events.filter((event) => event.kind === 'restart')
    this.footer = events.find((event) => event.kind === 'footer')
    this.issues = issues
  }

  get exchanges(): readonly Exchange[] {
    this.#exchanges ??= this.events.filter((event) => event.kind === 'exchange').toSorted(inOrder)
    return this.#exchanges
  }

  get issued(): readonly Issued[] {
    return this.issues.all
  }

  exchange(id: number): Exchange | undefined {
    this.#exchangeById ??= new Map(this.exchanges.map((exchange) => [exchange.id, exchange]))
    return this.#exchangeById.get(id)
  }

  issue(alias: string): Issued | undefined {
    return this.issues.of(alias)
  }

  token(alias: string): TokenRecord | undefined {
    return this.issues.of(alias)?.token
  }

  door(name: string): Door | undefined {
    return this.header.doors.find((door) => door.name === name)
  }
}

/** Which of two exchanges began first. */
export function inOrder(one: Exchange, other: Exchange): number {
  return one.begin - other.begin || one.id - other.id
}
