import type { Row } from './rows.ts'
import { busy, inconclusive, isFault } from './rows.ts'

/** What a status means where certain rows apply. */
export type Standing = 'accepted' | 'warned' | 'inconclusive' | 'breach' | 'minor breach'

/** Which answers are due where these rows apply together: their union, and never a success when one of them is a fault. */
export interface Due {
  readonly rows: readonly Row[]
  /** The row to name first: rows are given in the order credential, id, body, permission. */
  readonly primary: Row
  readonly accept: ReadonlySet<number>
  readonly warn: ReadonlySet<number>
}

/** The same for the same rows. @throws RangeError without rows. */
export function dueOf(rows: readonly Row[]): Due {
  return combinationOf(rows).due
}

/** Rows that apply together; the same for the same rows. */
export function combinationOf(rows: readonly Row[]): Combination {
  return rows.reduce((combination, row) => combination.with(row), none)
}

/** The rows so far: few combinations of them come up, and each of them for thousands of answers. */
export class Combination {
  readonly #rows: readonly Row[]
  readonly #longer = new Map<Row, Combination>()
  #due: Due | undefined

  constructor(rows: readonly Row[]) {
    this.#rows = rows
  }

  with(row: Row): Combination {
    const known = this.#longer.get(row)
    if (known !== undefined) return known
    const longer = new Combination([...this.#rows, row])
    this.#longer.set(row, longer)
    return longer
  }

  /** @throws RangeError without rows. */
  get due(): Due {
    return (this.#due ??= newDue(this.#rows))
  }
}

const none = new Combination([])

function newDue(rows: readonly Row[]): Due {
  const [first] = rows
  if (first === undefined) throw new RangeError('No row applies.')
  const refused = rows.length > 1 && rows.some(isFault)
  const fits = (status: number): boolean => !refused || status >= 300
  return {
    rows,
    primary: rows.find(isFault) ?? first,
    accept: new Set(rows.flatMap((row) => row.accept).filter(fits)),
    warn: new Set(rows.flatMap((row) => row.warn).filter(fits)),
  }
}

/** How a status stands where `due` says what is right. `minor breach`: in no column of the table, thus a warning. */
export function standingOf({ rows, accept, warn, primary }: Due, status: number): Standing {
  if (accept.has(status)) return 'accepted'
  if (warn.has(status)) return 'warned'
  // Where the table says "all else", a request with nothing unusual about it, only a busy target is excused.
  const isStrict = rows.length === 1 && primary.otherwise === 'must'
  if ((isStrict ? busy : inconclusive).includes(status)) return 'inconclusive'
  if ((status >= 200 && status < 300) || status >= 500) return 'breach'
  if (rows.some((row) => row.never.includes(status))) return 'breach'
  return isStrict ? 'breach' : 'minor breach'
}

/** The accepted statuses as a clause such as `401` or `400, 404 or 422`. */
export function inWords({ accept }: Due): string {
  const statuses = [...accept].toSorted((a, b) => a - b)
  if (statuses.length > 20) return 'any answer but a server error'
  const last = statuses.pop()
  if (last === undefined) return 'an answer'
  return statuses.length === 0 ? String(last) : `${statuses.join(', ')} or ${last}`
}
