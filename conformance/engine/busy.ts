import type { WireRequest } from '../client/wire.ts'
import type { Door, Exchange } from '../history/events.ts'

/** A request that a busy target may have refused, as it was sent. */
export interface Refused {
  readonly door: Door
  readonly request: Omit<WireRequest, 'timeout'>
  readonly exchange: Exchange
}

/** Waits in vain after which no more are made, unless others passed; and how many refused requests are remembered. */
const most = { vain: 8, remembered: 1_000 }

/** What may be the answers of a busy server: they prove nothing until the same request, alone, is answered so again (rule 9). */
const statuses: ReadonlySet<number> = new Set([502, 503, 504])

/** Remembers what was refused as by a busy target, and whether it pays to come back when such a target says so. */
export class Busy {
  readonly refused: Refused[] = []
  #passed = 0
  #vain = 0

  /** Whether those who came back when they were told to were mostly sent away again. */
  get isHopeless(): boolean {
    return this.#vain >= most.vain && this.#vain > this.#passed
  }

  /** Takes note of an answer. */
  note(refused: Refused): void {
    const isRefused = statuses.has(refused.exchange.response?.status ?? 0)
    if (isRefused && refused.request.abortAfter === undefined && this.refused.length < most.remembered) this.refused.push(refused)
  }

  /** Somebody came back as told. */
  cameBack({ response }: Exchange): void {
    if (statuses.has(response?.status ?? 0)) this.#vain += 1
    else this.#passed += 1
  }
}
