import type { TokenItem } from './control/registry.ts'
import type { Seeded } from './model/seeds.ts'
import type { TokenKind } from './model/token.ts'
import type { ServiceOptions } from './service.ts'

/** How a mock is to be started; everything has a default. */
export interface MockOptions extends ServiceOptions {
  /** Default 0: any free port. */
  readonly port?: number
  /** Default 127.0.0.1. */
  readonly host?: string
  /** Where tokens live: `memory:` (default) or `file:DIR`. */
  readonly store?: string
  /** Another version of the contract, as a path; default the given one. */
  readonly contract?: string
  /** How long a client may take for the headers of a request, and for all of it, in ms; default 10_000 and 30_000. */
  readonly headersTimeout?: number
  readonly requestTimeout?: number
  /** Told what happened when the mock itself fails; default: written to stderr. */
  readonly onCrash?: (error: unknown) => void
}

/** A running mock. */
export interface Mock {
  /** Such as `http://127.0.0.1:4010`, without a slash at its end. */
  readonly url: string
  /** Every door to the same tokens, `url` first; more than one with the environment `replicas` only. */
  readonly replicas: readonly string[]
  /** The tokens it started with, secrets included. */
  readonly tokens: Seeded<TokenItem>
  /** Issues more tokens, like `POST /_mock/tokens`. Default count 1. */
  issue(kind: TokenKind, count?: number): Promise<TokenItem[]>
  /** Back to the tokens it started with; faults forget what they remember. */
  reset(): Promise<void>
  /** Stops listening, lets requests in flight end, and cuts off those that have not after `patience` ms; default 2000. */
  close(patience?: number): Promise<void>
}
