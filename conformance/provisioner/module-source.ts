import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { TokenKind } from '../history/events.ts'
import { ProvisionerError } from './provisioner-error.ts'
import { defaultTimeout } from './provisioner.ts'
import type { ProvisionerOptions, TokenSource } from './provisioner.ts'
import { quote } from './quote.ts'

/** How long its `close` may take, in ms. */
const grace = 5_000

type Issue = (kind: TokenKind, count: number) => unknown

/**
 * Tokens from a module whose default export is `(kind, count) => Promise<item[]>`. It throws an error with the code
 * `KIND_UNAVAILABLE` for a kind that it cannot issue. A `close` that it exports is called at the end.
 */
export class ModuleSource implements TokenSource {
  readonly name: string
  readonly #path: string
  readonly #timeout: number
  readonly #waits = new Set<(error: ProvisionerError) => void>()
  #module: Promise<Readonly<Record<string, unknown>>> | undefined
  #isClosed = false

  /** @throws ProvisionerError `BAD_SPEC` for TypeScript where this Node does not run it. */
  constructor(file: string, { cwd = '.', timeout = defaultTimeout }: ProvisionerOptions) {
    this.name = file
    this.#path = resolve(cwd, file)
    this.#timeout = timeout
    if (/\.m?ts$/.test(file) && !runsTypeScript()) {
      throw new ProvisionerError(
        'BAD_SPEC',
        `The provisioner ${file} is TypeScript, which Node ${process.versions.node} does not run; write it in JavaScript, or use Node 22.18 or newer.`,
      )
    }
  }

  async ask(kind: TokenKind, count: number): Promise<unknown> {
    const issue = await this.#issue()
    if (this.#isClosed) throw this.#error('CLOSED', 'has been closed.')
    try {
      return { tokens: await this.#inTime(async () => issue(kind, count)) }
    } catch (cause) {
      if (cause instanceof ProvisionerError) throw cause
      if (isUnavailable(cause)) throw this.#error('KIND_UNAVAILABLE', `cannot issue tokens of kind "${kind}": ${quote(wordsOf(cause))}.`)
      throw this.#error('FAILED', `failed to issue tokens of kind "${kind}": ${quote(wordsOf(cause))}.`)
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    for (const end of this.#waits) end(this.#error('CLOSED', 'has been closed.'))
    try {
      await this.#inTime(
        async () => {
          const { close } = (await this.#module) ?? {}
          if (typeof close === 'function') await (close as () => unknown)()
        },
        Math.min(grace, this.#timeout),
      )
    } catch {
      // The run is over; what it could not tidy up is its own affair.
    }
  }

  async #issue(): Promise<Issue> {
    this.#module ??= import(pathToFileURL(this.#path).href) as Promise<Readonly<Record<string, unknown>>>
    let issue: unknown
    try {
      issue = (await this.#inTime(async () => this.#module))?.['default']
    } catch (cause) {
      if (cause instanceof ProvisionerError) throw cause
      throw this.#error('BAD_SPEC', `cannot be loaded: ${quote(wordsOf(cause))}.`)
    }
    if (typeof issue === 'function') return issue as Issue
    throw this.#error('BAD_SPEC', 'has no function as its default export. It must export default (kind, count) => Promise<item[]>.')
  }

  /** Waits no longer than that, nor beyond the end of the run. */
  async #inTime<Value>(work: () => Promise<Value>, timeout = this.#timeout): Promise<Value> {
    let end: (error: ProvisionerError) => void = () => {}
    const ended = new Promise<never>((_, reject) => (end = reject))
    const timer = setTimeout(() => end(this.#error('TIMEOUT', `did not answer within ${timeout} ms.`)), timeout)
    this.#waits.add(end)
    try {
      return await Promise.race([work(), ended])
    } finally {
      clearTimeout(timer)
      this.#waits.delete(end)
    }
  }

  #error(code: ProvisionerError['code'], what: string, options?: ErrorOptions): ProvisionerError {
    return new ProvisionerError(code, `The provisioner ${this.name} ${what}`, options)
  }
}

/** Node strips types by itself from 22.18 and 23.6 on. */
function runsTypeScript(): boolean {
  const { typescript = false } = process.features as { typescript?: string | false }
  return typescript !== false
}

function isUnavailable(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'KIND_UNAVAILABLE'
}

function wordsOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
