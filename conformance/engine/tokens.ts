import { Interrupted } from '../errors.ts'
import type { TokenKind, TokenRecord } from '../history/events.ts'
import type { Masker } from '../history/mask.ts'
import type { Recorder } from '../history/recorder.ts'
import type { IssuedToken, Provisioner } from '../provisioner/index.ts'
import { ProvisionerError } from '../provisioner/index.ts'

/** A token with its secret: what a scenario acts with. Only this module and `case.ts` see secrets. */
export interface Actor {
  readonly token: TokenRecord
  readonly secret: string
}

/** Thrown into a case that asks for a token that cannot be had; the case ends, the run goes on. */
export class OutOfTokens extends Error {
  override readonly name = 'OutOfTokens'
}

export interface SupplyLimits {
  /** Tokens asked for at once. */
  readonly batch: number
  /** Tokens taken in a whole run, controls included. */
  readonly budget: number
  /** Tokens kept back from shrinking, so that every scenario gets its turn. */
  readonly reserve: number
  /** Nobody waits for a token once it is aborted. */
  readonly signal: AbortSignal
}

/**
 * Issues tokens in batches ahead of need, names and masks them, and says why a kind cannot be had. The first revocable
 * token of each batch is its untouched control, unless the provisioner's pool is limited.
 */
export class TokenSupply {
  readonly controls: Actor[] = []
  readonly issued: Actor[] = []
  /** Why a kind cannot be issued (any more), in the provisioner's words. */
  readonly #refusals = new Map<TokenKind, string>()
  readonly #provisioner: Provisioner
  readonly #recorder: Recorder
  readonly #masker: Masker
  readonly #clock: () => number
  readonly #limits: SupplyLimits
  readonly #ready = new Map<TokenKind, Actor[]>()
  readonly #pending = new Map<TokenKind, Promise<void>>()
  readonly #counts = new Map<TokenKind, number>()
  readonly #underWay = new Set<Promise<void>>()
  #batches = 0
  #isClosed = false

  constructor(provisioner: Provisioner, recorder: Recorder, masker: Masker, clock: () => number, limits: SupplyLimits) {
    this.#provisioner = provisioner
    this.#recorder = recorder
    this.#masker = masker
    this.#clock = clock
    this.#limits = limits
  }

  /** Whether shrinking may still spend tokens. */
  get isScarce(): boolean {
    return this.issued.length + this.#limits.reserve > this.#limits.budget || this.#provisioner.limited
  }

  /**
   * Settles when no token is being issued; a death beside which one was proves nothing (rule 8). `undefined`: none is now.
   *
   * @throws Interrupted when the run was ended meanwhile.
   */
  settled(): Promise<unknown> | undefined {
    return this.#underWay.size === 0 ? undefined : this.#unlessEnded(Promise.allSettled(this.#underWay))
  }

  /** Waits so many ms for what is being issued, so that it can be revoked; what comes later is not taken. Gives whether all came. */
  async close(grace: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise((resolve) => (timer = setTimeout(resolve, grace)))
    await Promise.race([Promise.allSettled(this.#underWay), late])
    clearTimeout(timer)
    this.#isClosed = true
    return this.#underWay.size === 0
  }

  countOf(kind: TokenKind): number {
    return this.#counts.get(kind) ?? 0
  }

  /**
   * A token nobody else has.
   *
   * @throws OutOfTokens when none can be had.
   * @throws ProvisionerError when the provisioner broke.
   * @throws Interrupted when the run was ended meanwhile.
   */
  async take(kind: TokenKind): Promise<Actor> {
    for (;;) {
      const ready = this.#ready.get(kind)?.shift()
      if (ready !== undefined) return ready
      const refusal = this.#refusals.get(kind)
      if (refusal !== undefined) throw new OutOfTokens(refusal)
      if (this.issued.length >= this.#limits.budget)
        throw new OutOfTokens(`The profile's budget of ${this.#limits.budget} tokens is spent.`)
      // Cases that wait for the same kind share one request.
      const pending = this.#pending.get(kind) ?? this.#refill(kind).finally(() => this.#pending.delete(kind))
      this.#pending.set(kind, pending)
      await this.#unlessEnded(pending)
    }
  }

  /** As `take`, but issued now. */
  async takeNew(kind: TokenKind): Promise<Actor> {
    if (this.#provisioner.limited || this.issued.length >= this.#limits.budget) return this.take(kind)
    const before = this.#ready.get(kind) ?? []
    this.#ready.set(kind, [])
    try {
      await this.#unlessEnded(this.#refill(kind, 1))
      return await this.take(kind)
    } finally {
      this.#ready.set(kind, [...(this.#ready.get(kind) ?? []), ...before])
    }
  }

  /** Waits no longer than the run goes on; what was begun goes on by itself. */
  async #unlessEnded<Value>(work: Promise<Value>): Promise<Value> {
    const { signal } = this.#limits
    work.catch(() => {})
    let end: (() => void) | undefined
    const ended = new Promise<never>((_, reject) => {
      end = () => reject(new Interrupted('The run was ended.'))
      if (signal.aborted) end()
      else signal.addEventListener('abort', end)
    })
    try {
      return await Promise.race([work, ended])
    } finally {
      if (end !== undefined) signal.removeEventListener('abort', end)
    }
  }

  async #refill(kind: TokenKind, wanted = Number.POSITIVE_INFINITY): Promise<void> {
    const issue = this.#issueAhead(kind, wanted)
    this.#underWay.add(issue)
    try {
      await issue
    } finally {
      this.#underWay.delete(issue)
    }
  }

  async #issueAhead(kind: TokenKind, wanted: number): Promise<void> {
    const most = Math.min(kind === 'revocable' ? this.#limits.batch : kind === 'manager' ? 4 : 2, this.#limits.budget - this.issued.length)
    const count = this.#provisioner.limited ? 1 : Math.max(1, Math.min(most, wanted))
    const begin = this.#clock()
    const tokens = await this.#issue(kind, count)
    if (this.#isClosed) return
    const end = this.#clock()
    this.#batches += 1
    const control = kind === 'revocable' && tokens.length > 2
    for (const [index, token] of tokens.entries()) this.#add(kind, token, { begin, end, control: control && index === 0 })
  }

  async #issue(kind: TokenKind, count: number): Promise<readonly IssuedToken[]> {
    try {
      const tokens = await this.#provisioner.issue(kind, count)
      if (tokens.length === 0) this.#refuse(kind, `The provisioner gave no more tokens of kind "${kind}".`)
      return tokens
    } catch (error) {
      if (!(error instanceof ProvisionerError) || (error.code !== 'KIND_UNAVAILABLE' && error.code !== 'EXHAUSTED')) throw error
      this.#refuse(kind, error.message)
      return []
    }
  }

  #refuse(kind: TokenKind, reason: string): void {
    if (this.#isClosed || this.#refusals.get(kind) === reason) return
    this.#refusals.set(kind, reason)
    this.#recorder.event({ kind: 'unavailable', tokens: kind, reason, at: this.#clock() })
  }

  #add(kind: TokenKind, issued: IssuedToken, { begin, end, control }: { begin: number; end: number; control: boolean }): void {
    const number = this.countOf(kind) + 1
    this.#counts.set(kind, number)
    const { secret, ...facts } = issued
    const actor: Actor = { token: { alias: `${kind}-${number}`, ...facts }, secret }
    this.#masker.add(secret, actor.token.alias)
    this.issued.push(actor)
    this.#recorder.event({ kind: 'issued', token: actor.token, batch: this.#batches, control, begin, end })
    if (control) this.controls.push(actor)
    else this.#ready.set(kind, [...(this.#ready.get(kind) ?? []), actor])
  }
}
