import type {
  Adoption,
  ForcedAnswer,
  ForcedAnswerOrder,
  IssueRequest,
  ListedToken,
  Report,
  ResetPart,
  RevokeOrder,
  Snapshot,
  SwitchChanges,
  Switches,
  Time,
  TimeChange,
  TokenItem,
  TokenKind,
  TokenPage,
} from '../control/generated/types.ts'
import type { WorldEvent } from '../journal/events.ts'
import type { Journal } from '../journal/journal.ts'
import type { Seeded } from '../model/seeds.ts'

/**
 * One world of a mock: tokens, switches, a clock and a journal of its own, which no request of another world sees or moves.
 * Its HTTP side is described by `/_mock/openapi.json`, operation by operation the same.
 *
 * A token is named by its id, its jti or its name (`revocable-1`). Every method throws a MockError: `NOT_FOUND` for what is
 * not there, `BAD_OPTION` and its like for what makes no sense.
 */
export interface World {
  readonly name: string
  /** The tokens it started with, secrets included. */
  readonly tokens: Seeded<TokenItem>

  /** Issues more tokens. `count` is 1 by default. */
  issue(kind: TokenKind, count?: number, options?: Omit<IssueRequest, 'kind' | 'count'>): Promise<TokenItem[]>
  /** Every token with its state, in the order they were issued. */
  list(): Promise<ListedToken[]>
  /** So many of them, after those of the page before. */
  page(limit: number, after?: string): Promise<TokenPage>
  find(token: string): Promise<ListedToken>
  /** Revokes a token, as a request to the contract does; the first revocation stands. */
  revoke(token: string, order?: RevokeOrder): Promise<ListedToken>
  /** Ends the life of a token, now or at another time (RFC 3339, or a Date). */
  expire(token: string, at?: string | Date): Promise<ListedToken>
  /** Back to how the world started; without parts, all of it. Snapshots stay. */
  reset(...parts: ResetPart[]): Promise<void>

  /** The tokens as they were, under a name. */
  readonly snapshots: {
    save(name: string): Promise<void>
    restore(name: string): Promise<void>
    forget(name: string): Promise<void>
    list(): Promise<readonly Snapshot[]>
  }
  readonly switches: {
    get(): Switches
    /** Sets those that are given, each as a whole; `null` is how it was at the start. */
    set(changes: SwitchChanges): Switches
    /** Takes the readings over that `check` observed: a report.json, or its `readings`. */
    like(report: Report): Adoption
  }
  /** The clock that expiry, `revoked_at` and `Date` follow. */
  readonly time: {
    get(): Time
    set(change: TimeChange): Time
    /** By so many ms. */
    advance(by: number): Time
    /** Back to the time of this machine. */
    real(): Time
  }
  /** Answers for the next requests that match. They change no state. */
  readonly answers: {
    force(order: ForcedAnswerOrder): Promise<ForcedAnswer>
    list(): readonly ForcedAnswer[]
    /** One of them, or all. */
    forget(id?: number): void
  }
  readonly journal: Journal
  /**
   * What happens from now on, or after an event with this id, in batches. One that says `reload` comes first where there is
   * nothing to continue from, and whenever something was missed.
   */
  events(after?: string): AsyncIterable<readonly WorldEvent[]>
}
