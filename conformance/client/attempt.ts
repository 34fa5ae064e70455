import { AnswerError } from './answer-error.ts'
import type { Connection } from './connection.ts'
import type { IncomingResponse } from './incoming-response.ts'
import type { Limits } from './limits.ts'
import type { WireOutcome } from './wire.ts'

/**
 * One attempt on the wire: when it began, which connection carried it, and how it ended. It ends once; whatever comes
 * later changes nothing.
 */
export class Attempt {
  readonly outcome: Promise<WireOutcome>
  readonly #clock: () => number
  readonly #limits: Limits
  #end: (outcome: WireOutcome) => void = () => {}
  readonly #whenBegun: ((carrier: Connection) => void)[] = []
  readonly #whenOver: (() => void)[] = []
  #begin: number
  #connection = 0
  #reused = false
  #carrier: Connection | undefined
  #bytesRead = 0
  #isOver = false

  constructor(clock: () => number, limits: Limits) {
    this.#clock = clock
    this.#limits = limits
    this.#begin = clock()
    this.outcome = new Promise((resolve) => {
      this.#end = resolve
    })
  }

  /** Whether it has ended, or only its content coding is left to undo. */
  get isOver(): boolean {
    return this.#isOver
  }

  /** Whether anything may have been written. */
  get hasBegun(): boolean {
    return this.#carrier !== undefined
  }

  /** A connection is being opened for it. */
  opens(connection: number): void {
    this.#connection = connection
  }

  /** The instant before its first byte is written. */
  begins(carrier: Connection): void {
    this.#carrier = carrier
    this.#connection = carrier.number
    this.#reused = carrier.carried > 0
    carrier.carried += 1
    for (const callback of this.#whenBegun) callback(carrier)
    this.#begin = this.#clock()
  }

  /** Bytes of an answer have come, in whatever form: a head that never ends counts as well as a body. */
  reads(count: number): void {
    this.#bytesRead += count
    const { maxRead, maxHeaders } = this.#limits
    if (this.#bytesRead > maxRead + maxHeaders) this.fails(new AnswerError('too-large', `More than ${maxRead} bytes came.`))
  }

  /** Its time is up. */
  expires(timeout: number): void {
    if (!this.hasBegun) this.fails(new AnswerError('connect', `No connection within ${timeout} ms.`))
    else if (this.#bytesRead > this.#limits.maxBody) this.fails(new AnswerError('too-large', `Bytes still came after ${timeout} ms.`))
    else this.fails(new AnswerError('timeout', `No full answer within ${timeout} ms.`))
  }

  /** The instant after the last byte of its answer was read. */
  completes(incoming: IncomingResponse): void {
    if (!this.#close()) return
    const end = this.#clock()
    incoming.finish().then(
      (response) => this.#end({ ...this.#times(), end, response, failure: null }),
      (error: AnswerError) => this.#failed(error, end),
    )
  }

  /** There will be no full answer. The connection goes with it: nobody can say what else would come on it. */
  fails(error: AnswerError): void {
    if (!this.#close()) return
    this.#carrier?.drop()
    this.#failed(error, this.#clock())
  }

  /** Calls back when it begins, with the connection that carries it. */
  whenBegun(callback: (carrier: Connection) => void): void {
    this.#whenBegun.push(callback)
  }

  /** Calls back once it is over; at once if it is. */
  whenOver(callback: () => void): void {
    if (this.#isOver) callback()
    else this.#whenOver.push(callback)
  }

  #close(): boolean {
    if (this.#isOver) return false
    this.#isOver = true
    for (const callback of this.#whenOver) callback()
    return true
  }

  #failed({ code, message }: AnswerError, at: number): void {
    this.#end({ ...this.#times(), end: null, response: null, failure: { code, message, bytesRead: this.#bytesRead, at } })
  }

  #times(): Pick<WireOutcome, 'connection' | 'reused' | 'begin'> {
    return { connection: this.#connection, reused: this.#reused, begin: this.#begin }
  }
}
