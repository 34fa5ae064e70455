import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { TokenKind } from '../history/events.ts'
import { readAnswer } from './answer.ts'
import { invalid } from './invalid.ts'
import { ProvisionerError } from './provisioner-error.ts'
import type { ProvisionerOptions, TokenSource } from './provisioner.ts'

/** A fixed pool of tokens from a file with `{"tokens": [item, …]}`, given out in the order in which they stand there. */
export class PoolSource implements TokenSource {
  readonly name: string
  readonly #left = new Map<TokenKind, unknown[]>()

  /** @throws ProvisionerError `BAD_SPEC` for a file that cannot be read, `INVALID_ANSWER` for what it holds. */
  constructor(file: string, { cwd = '.' }: ProvisionerOptions) {
    this.name = file
    const pool = contentsOf(resolve(cwd, file), file)
    const { tokens, problems } = readAnswer(pool)
    if (problems.length > 0) throw invalid(this.name, problems)
    const items = (pool as { tokens: readonly unknown[] }).tokens
    for (const [index, { kind }] of tokens.entries()) this.#left.set(kind, [...(this.#left.get(kind) ?? []), items[index]])
  }

  async ask(kind: TokenKind, count: number): Promise<unknown> {
    const left = this.#left.get(kind)
    if (left === undefined)
      throw new ProvisionerError('KIND_UNAVAILABLE', `The pool ${this.name} holds no tokens of kind "${kind}". Add some.`)
    if (left.length === 0) throw new ProvisionerError('EXHAUSTED', `The pool ${this.name} has no more tokens of kind "${kind}". Add some.`)
    return { tokens: left.splice(0, count) }
  }

  remaining(kind: TokenKind): number {
    return this.#left.get(kind)?.length ?? 0
  }

  async close(): Promise<void> {}
}

function contentsOf(path: string, file: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    // The parser quotes what it could not read, and that may be a secret.
    const why =
      cause instanceof SyntaxError ? 'is no JSON' : `cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'no reason given'})`
    throw new ProvisionerError(
      'BAD_SPEC',
      `The provisioner file ${file} ${why}. It must hold {"tokens": [{"kind": …, "id": …, "secret": …}, …]}.`,
    )
  }
}
