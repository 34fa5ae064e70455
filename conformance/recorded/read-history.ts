import type { HistoryEvent, Issued } from '../history/events.ts'
import { History } from '../history/history.ts'
import { eventProblem } from './event-problem.ts'
import type { EventProblem } from './event-problem.ts'
import type { Line } from './file-lines.ts'
import { linesOf } from './file-lines.ts'
import { HistoryError } from './history-error.ts'
import { LineParser } from './line-parser.ts'

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
  const problemWith = await eventProblem()
  const parser = new LineParser()
  const order = new Order()
  for await (const line of linesOf(path)) {
    const event = eventIn(path, line, parser, problemWith)
    if (event === undefined) break
    const problem = order.problemWith(event)
    if (problem !== undefined) throw broken(path, line, problem)
    events.push(event)
  }
  if (events.length === 0) throw new HistoryError('NOT_A_HISTORY', `${path}: holds no event. ${advice}`)
  return new History(events)
}

const advice = 'Give a history.ndjson that a run wrote.'

function eventIn(path: string, line: Line, parser: LineParser, problemWith: EventProblem): HistoryEvent | undefined {
  let event: unknown
  try {
    event = parser.parse(line.bytes)
  } catch (cause) {
    if (line.open && line.number > 1) return undefined
    throw broken(path, line, `is not JSON (${(cause as Error).message.replaceAll(/\s+/g, ' ').slice(0, 120)})`)
  }
  const problem = problemWith(event)
  if (problem !== undefined) throw broken(path, line, `is no event of a history of version 1 (${problem})`)
  return event as HistoryEvent
}

function broken(path: string, { number }: Line, problem: string): HistoryError {
  return new HistoryError('NOT_A_HISTORY', `${path}:${number}: ${problem}. ${advice}`)
}

/** A header first and once, no exchange or token twice, and nothing after the footer. */
class Order {
  readonly #exchanges = new Set<number>()
  readonly #tokens = new Set<string>()
  #events = 0
  #isOver = false

  problemWith(event: HistoryEvent): string | undefined {
    this.#events += 1
    if (this.#isOver) return 'comes after the footer'
    if ((event.kind === 'header') !== (this.#events === 1))
      return event.kind === 'header' ? 'is a second header' : 'comes before the header'
    if ('end' in event && event.end !== null && event.end < event.begin) return 'ends before it begins'
    if (event.kind === 'exchange') return isNew(this.#exchanges, event.id) ? undefined : `is exchange ${event.id} for the second time`
    if (event.kind === 'issued') return this.#issueProblem(event)
    this.#isOver = event.kind === 'footer'
    return undefined
  }

  /** Only what was seen of a token may be completed. */
  #issueProblem({ token: { alias }, provenance }: Issued): string | undefined {
    return isNew(this.#tokens, alias) || provenance !== undefined ? undefined : `issues ${alias} for the second time`
  }
}

function isNew<Value>(seen: Set<Value>, value: Value): boolean {
  if (seen.has(value)) return false
  seen.add(value)
  return true
}
