import { TargetError } from '../errors.ts'
import type { Exchange } from '../history/events.ts'
import { wasLostOnReuse } from './lost-on-reuse.ts'

/** Answers that may be lost at the start, and later; and the share of all requests above which more of them teach nothing. */
const most = { first: 4, lost: 24, share: 0.2 }

/** Counts lost answers, so that a target that has stopped answering ends the run, and not the user's patience. */
export class Silence {
  #requests = 0
  #lost = 0
  #lostOnReuse = 0

  /** Whether answers were lost on reused connections again and again, so that fresh ones have to be asked. */
  get isSuspicious(): boolean {
    return this.#lostOnReuse >= 2
  }

  /**
   * How many times the usual wait an answer is waited for: a late one is no lost one (rule 9), but once two were lost for good,
   * waiting teaches nothing more.
   */
  get patience(): number {
    return this.#lost < 2 ? 2.5 : 1
  }

  /** Whether a request that was never answered is the only one so far: it proves nothing until it happens again. */
  isAlone({ failure }: Exchange): boolean {
    return failure?.code === 'timeout' && this.#lost === 1
  }

  /** @throws TargetError `SILENT` when too many requests got no whole answer. */
  note(exchange: Exchange): void {
    const { failure, request } = exchange
    this.#requests += 1
    if (failure === null || request.framing === 'raw' || failure.code === 'aborted' || failure.code === 'interrupted') return
    // It is sent again on a fresh connection, and that counts.
    if (wasLostOnReuse(exchange)) {
      this.#lostOnReuse += 1
      return
    }
    this.#lost += 1
    const never = this.#lost === this.#requests && this.#lost >= most.first
    if (!never && (this.#lost < most.lost || this.#lost < this.#requests * most.share)) return
    const what = never
      ? 'See that the target is there, and what it asks of clients (a certificate: --cert and --key)'
      : 'See that the target is up'
    throw new TargetError(
      'SILENT',
      `${this.#lost} of ${this.#requests} requests got no whole answer, the last one: ${failure.message.replace(/\.$/, '')}. The run was ended. ${what}, then run again.`,
    )
  }
}
