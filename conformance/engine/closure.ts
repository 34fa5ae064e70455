import type { Exchange, HistoryEvent, Issued } from '../history/events.ts'
import { pushTo } from '../history/group.ts'
import { History } from '../history/history.ts'
import { Issues } from '../history/issues.ts'

/** Exchanges of these scenarios belong to every case: they show that the doors tell a live credential from garbage. */
const commonScenarios: ReadonlySet<string> = new Set(['calibration', 'control'])

/** What the run knows before a case begins, and after it: the common part of every case's history. */
export class Closure {
  readonly #common: HistoryEvent[] = []
  readonly #issued: Issued[] = []
  #issues: Issues | undefined
  readonly #byCase = new Map<string, Exchange[]>()

  /** Takes in an event as it is recorded. */
  on(event: HistoryEvent): void {
    if (event.kind === 'issued') this.#issue(event)
    else if (event.kind !== 'exchange') {
      if (event.kind !== 'connection') this.#common.push(event)
    } else if (commonScenarios.has(event.scenario)) this.#common.push(event)
    else pushTo(this.#byCase, event.case, event)
  }

  /** The history of one case, or of several: their exchanges, and all that is common. Their tokens are named by no other case. */
  historyOf(...ids: readonly string[]): History {
    this.#issues ??= new Issues(this.#issued)
    return new History([...this.#common, ...ids.flatMap((id) => this.#byCase.get(id) ?? [])], this.#issues)
  }

  /** How many exchanges of a case there are. */
  sizeOf(id: string): number {
    return this.#byCase.get(id)?.length ?? 0
  }

  #issue(event: Issued): void {
    this.#issued.push(event)
    this.#issues = undefined
  }
}
