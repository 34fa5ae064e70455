import type { HistoryEvent, Issued } from '../history/events.ts'
import { History } from '../history/history.ts'
import { eventProblem } from './event-problem.ts'
import { ExchangeParser } from './exchange-parser.ts'
import type { Line } from './file-lines.ts'
import { linesOf } from './file-lines.ts'
import { HistoryError } from './history-error.ts'

/**
 * The history in a file: NDJSON as `check --out` and `proxy` write it, plain or gzipped. Secrets in it are marks such as
 * `⟦revocable-7⟧`, and `history.issued` is the table of the tokens that the marks name.
 *
 * A history that was cut short ends with its last whole event, and has no footer.
 *
 * @throws HistoryError `UNREADABLE`, or `NOT_A_HISTORY` with the first line that is no event, out of order or twice there.
 */
export async function readHistory(path: string): Promise<History> {
  const events: HistoryEvent[] = []
  const parser = new ExchangeParser()
  const order = new Order()
  for await (const lines of linesOf(path)) {
    for (const line of lines) {
      const event = parser.exchangeIn(line.bytes) ?? eventIn(path, line)
      if (event === undefined) break
      const problem = order.problemWith(event)
      if (problem !== undefined) throw broken(path, line, problem)
      events.push(event)
    }
  }
  if (events.length === 0) throw new HistoryError('NOT_A_HISTORY', `${path}: holds no event. ${advice}`)
  return new History(events)
}

const advice = 'Give a history.ndjson that a run wrote.'

function eventIn(path: string, line: Line): HistoryEvent | undefined {
  let event: unknown
  try {
    event = JSON.parse(line.bytes.toString())
  } catch (cause) {
    if (line.open && line.number > 1) return undefined
    throw broken(path, line, `is not JSON (${(cause as Error).message.replaceAll(/\s+/g, ' ').slice(0, 120)})`)
  }
  const problem = eventProblem(event)
  if (problem !== undefined) throw broken(path, line, `is no event of a history of version 1 (${problem})`)
  return event as HistoryEvent
}

function broken(path: string, { number }: Line, problem: string): HistoryError {
  return new HistoryError('NOT_A_HISTORY', `${path}:${number}: ${problem}. ${advice}`)
}

/** A header first and once, no exchange or token twice, and nothing after the footer. */
class Order {
  readonly #exchanges = new Numbers()
  readonly #tokens = new Set<string>()
  #events = 0
  #isOver = false

  problemWith(event: HistoryEvent): string | undefined {
    this.#events += 1
    if (this.#isOver) return 'comes after the footer'
    if ((event.kind === 'header') !== (this.#events === 1))
      return event.kind === 'header' ? 'is a second header' : 'comes before the header'
    if ('end' in event && event.end !== null && event.end < event.begin) return 'ends before it begins'
    if (event.kind === 'exchange') return this.#exchanges.add(event.id) ? undefined : `is exchange ${event.id} for the second time`
    if (event.kind === 'issued') return this.#issueProblem(event)
    this.#isOver = event.kind === 'footer'
    return undefined
  }

  /** Only what was seen of a token may be completed. */
  #issueProblem({ token: { alias }, provenance }: Issued): string | undefined {
    const isNew = !this.#tokens.has(alias)
    this.#tokens.add(alias)
    return isNew || provenance !== undefined ? undefined : `issues ${alias} for the second time`
  }
}

/** Whole numbers from 1 on that come nearly in order, so that few have to be kept. */
class Numbers {
  /** All up to this one came. */
  #whole = 0
  readonly #beyond = new Set<number>()

  /** Whether it is new. */
  add(number: number): boolean {
    if (number <= this.#whole || this.#beyond.has(number)) return false
    this.#beyond.add(number)
    while (this.#beyond.delete(this.#whole + 1)) this.#whole += 1
    return true
  }
}
