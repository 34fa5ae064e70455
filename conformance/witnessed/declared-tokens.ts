import { readFile } from 'node:fs/promises'
import { UsageError } from '../errors.ts'
import { readAnswer } from '../provisioner/answer.ts'
import type { IssuedToken } from '../provisioner/index.ts'

/**
 * The tokens in a `--tokens` file, of the form that a provisioner has: `{"tokens": [item, …]}`.
 *
 * @throws UsageError for a file that cannot be read or holds something else; never with a secret in it.
 */
export async function declaredTokens(file: string | undefined): Promise<readonly IssuedToken[]> {
  if (file === undefined) return []
  let value: unknown
  try {
    value = JSON.parse(await readFile(file, 'utf8'))
  } catch (cause) {
    const why =
      cause instanceof SyntaxError ? 'is no JSON' : `cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'no reason given'})`
    throw new UsageError(`--tokens ${file} ${why}. It must hold {"tokens": [{"kind": …, "id": …, "secret": …}, …]}.`)
  }
  const { tokens, problems } = readAnswer(value)
  if (problems.length === 0) return tokens
  throw new UsageError(`--tokens ${file}: ${problems.slice(0, 3).join('; ')}.`)
}
