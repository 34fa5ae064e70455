import type { TokenKind } from '../history/events.ts'
import { readAnswer } from './answer.ts'
import { ExecSource } from './exec-source.ts'
import { HttpSource } from './http-source.ts'
import { invalid } from './invalid.ts'
import { ModuleSource } from './module-source.ts'
import { PoolSource } from './pool-source.ts'
import { ProvisionerError } from './provisioner-error.ts'
import type { IssuedToken, Provisioner, ProvisionerOptions, TokenSource } from './provisioner.ts'
import { quote } from './quote.ts'

/**
 * The provisioner that a `--provisioner` names: a URL, `exec:COMMAND`, a pool `FILE.json`, or a module `FILE.js`.
 *
 * Nothing is connected, started or loaded before the first `issue`, except that a pool is read at once.
 *
 * @throws ProvisionerError `BAD_SPEC`, or `INVALID_ANSWER` for a pool that is none.
 */
export function provisionerOf(spec: string, options: ProvisionerOptions = {}): Provisioner {
  return new CheckedProvisioner(sourceOf(spec, options))
}

function sourceOf(spec: string, options: ProvisionerOptions): TokenSource {
  if (/^https?:\/\//i.test(spec)) return new HttpSource(spec, options)
  if (/^exec:\s*\S/.test(spec)) return new ExecSource(spec.slice('exec:'.length).trim(), options)
  if (spec.endsWith('.json')) return new PoolSource(spec, options)
  if (/\.(?:js|mjs|ts|mts)$/.test(spec)) return new ModuleSource(spec, options)
  throw new ProvisionerError(
    'BAD_SPEC',
    `--provisioner ${quote(spec)} is none of https://…, exec:COMMAND, FILE.json, FILE.js and FILE.mjs.`,
  )
}

/** Trusts no source: what it hands out has been checked. */
class CheckedProvisioner implements Provisioner {
  readonly limited: boolean
  readonly remaining?: (kind: TokenKind) => number
  readonly #source: TokenSource
  readonly #ids = new Set<string>()
  readonly #secrets = new Set<string>()
  #isClosed = false

  constructor(source: TokenSource) {
    this.#source = source
    this.limited = source.remaining !== undefined
    if (source.remaining !== undefined) this.remaining = source.remaining.bind(source)
  }

  async issue(kind: TokenKind, count: number): Promise<IssuedToken[]> {
    if (!Number.isInteger(count) || count < 1) throw new RangeError(`Tokens are issued in whole numbers from 1 on, not ${count}.`)
    if (this.#isClosed) throw new ProvisionerError('CLOSED', `The provisioner ${this.#source.name} has been closed.`)
    const answer = await this.#source.ask(kind, count)
    const { tokens, problems } = readAnswer(answer, { kind, count }, { ids: this.#ids, secrets: this.#secrets })
    if (problems.length > 0) throw invalid(this.#source.name, problems)
    if (tokens.length === 0) {
      throw new ProvisionerError(
        'EXHAUSTED',
        `The provisioner ${this.#source.name} gave no tokens of kind "${kind}"; ${count} were asked for.`,
      )
    }
    for (const { id, secret } of tokens) {
      this.#ids.add(id)
      this.#secrets.add(secret)
    }
    return [...tokens]
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#source.close()
  }
}
