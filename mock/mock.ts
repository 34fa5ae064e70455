import type { ContractError } from '../contract/index.ts'
import type { Report } from './control/generated/types.ts'
import type { ServiceOptions } from './service.ts'
import type { World } from './worlds/world.ts'

/** How a mock is to be started; everything has a default. */
export interface MockOptions extends Omit<ServiceOptions, 'like'> {
  /** Default 0: any free port. */
  readonly port?: number
  /** Default 127.0.0.1. */
  readonly host?: string
  /** Where tokens live: `memory:` (default), `file:DIR`, `redis://…` or `rediss://…`. */
  readonly store?: string
  /** Another version of the contract, as a path; default the given one. */
  readonly contract?: string
  /**
   * Serves `contract` anew whenever its file changes, to the same tokens, and tells of it; with an error where the file cannot
   * be used, and the contract before it stays.
   */
  readonly watch?: (broken: ContractError | undefined) => void
  /** A report of `check`, or the path of one, whose observed readings are taken over; `readings` come before them. */
  readonly like?: string | Report
  /** How long a client may take for the headers of a request, and for all of it, in ms; default 10_000 and 30_000. */
  readonly headersTimeout?: number
  readonly requestTimeout?: number
  /** Told what happened when the mock itself fails; default: written to stderr. */
  readonly onCrash?: (error: unknown) => void
}

/** A running mock: the world of requests that name none, and what there is beside it. */
export interface Mock extends Omit<World, 'name'>, MockWorlds {
  /** Such as `http://127.0.0.1:4010`, without a slash at its end. */
  readonly url: string
  /** Every door to the same tokens, `url` first; more than one with the environment `replicas` only. */
  readonly replicas: readonly string[]
  /**
   * Opens a port of its own to a world: requests there need no `X-Mock-World`, so that who sends them need not know of
   * worlds. It closes with the mock, if not before.
   */
  door(world: string): Promise<Door>
  /** Stops listening, lets requests in flight end, and cuts off those that have not after `patience` ms; default 2000. */
  close(patience?: number): Promise<void>
}

/** The other worlds of a mock, which a request names with `X-Mock-World`. */
export interface MockWorlds {
  /**
   * A world by its name, made on first use.
   *
   * @throws MockError `BAD_OPTION` for what is no name, `TOO_MANY` when there may be no more.
   */
  world(name: string): Promise<World>
  /** The names of those in use, `default` first. */
  worlds(): Promise<string[]>
  /** Forgets a world, its snapshots too. */
  removeWorld(name: string): Promise<void>
}

/** A port that leads to one world. */
export interface Door {
  /** Such as `http://127.0.0.1:4010`, without a slash at its end. */
  readonly url: string
  /** As `Mock.close`. */
  close(patience?: number): Promise<void>
}
