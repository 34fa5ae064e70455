import { instantOf } from '../../contract/index.ts'
import type { Time, TimeChange } from '../control/generated/types.ts'
import { MockError } from '../errors.ts'
import type { Log } from '../journal/log.ts'
import type { World } from './world.ts'

/** The clock of one world: expiry, `revoked_at` and `Date` go by it. */
export interface WorldClock {
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly time: () => Time
  /** Sets it, stops it, lets it run on; what is left away stays as it is. */
  change(to: TimeChange): void
  /** Moves it forward by so many milliseconds. */
  advance(by: number): void
  /** Back to the time of the machine. */
  readonly real: () => void
  /** Back to how it started. */
  readonly reset: () => void
}

/**
 * A clock that runs with the machine's until it is told otherwise.
 *
 * @param start What it is told at once, and on every reset.
 */
export function worldClock(machine: () => number, start: TimeChange): WorldClock {
  let offset = 0
  let frozenAt: number | undefined

  const now = (): number => frozenAt ?? machine() + offset
  const clock: WorldClock = {
    now,
    time: () => ({ now: new Date(now()).toISOString(), state: frozenAt === undefined ? (offset === 0 ? 'real' : 'moved') : 'frozen' }),
    change({ now: text, frozen = frozenAt !== undefined }) {
      const at = text === undefined ? now() : millisecondsOf(text)
      frozenAt = frozen ? at : undefined
      // Releasing a clock that stood still leaves it as far behind as it has become.
      if (now() !== at) offset = at - machine()
    },
    advance(by) {
      if (frozenAt === undefined) offset += by
      else frozenAt += by
    },
    real() {
      offset = 0
      frozenAt = undefined
    },
    reset() {
      clock.real()
      if (start.now !== undefined || start.frozen !== undefined) clock.change(start)
    },
  }
  clock.reset()
  return clock
}

/**
 * Milliseconds since 1970 of a `date-time`.
 *
 * @throws MockError `BAD_OPTION` when the text is none.
 */
export function millisecondsOf(text: string): number {
  const instant = instantOf(text)
  if (instant !== undefined) return Math.floor(instant.microseconds / 1000)
  throw new MockError('BAD_OPTION', `"${text}" is no time. Write it as RFC 3339 does, such as 2026-01-15T09:30:00Z.`)
}

/** A clock whose every change is told. */
export function timeOf(clock: WorldClock, log: Log): World['time'] {
  const told = (change: () => void): Time => {
    change()
    log.change('time', clock.time())
    return clock.time()
  }
  return {
    get: clock.time,
    set: (change) => told(() => clock.change(change)),
    advance: (by) => told(() => clock.advance(by)),
    real: () => told(clock.real),
  }
}
