/** The command that starts a Redis, if this machine has one. */
export const redisCommand: string | undefined

/** A port that was free a moment ago. */
export function freePort(): Promise<number>

/** A Redis of its own for a test. */
export interface RedisServer {
  readonly url: string
  readonly port: number
  /** Where it writes. */
  readonly folder: string
  /** As a power cut would: nothing is said, nothing is closed. */
  kill(): Promise<void>
  /** Starts it again on what it has written, with more flags; resolves when it has read that. */
  restart(more?: readonly string[]): Promise<void>
  /** It stays connected and answers no more, until `resume`. */
  pause(): void
  resume(): void
  stop(): Promise<void>
}

/** A Redis that writes every change to disk before it acknowledges it, on a free port. */
export function startRedis(flags?: readonly string[]): Promise<RedisServer>
