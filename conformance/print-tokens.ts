import type { TokenKind } from './history/events.ts'
import { UsageError } from './errors.ts'
import type { Provisioner } from './provisioner/index.ts'
import { tokenKinds } from './provisioner/provisioner.ts'
import { variableOf } from './engine/variables.ts'

/**
 * Fresh tokens as lines for a shell to `eval`: `revocable-7` becomes `REVOCABLE_7`, its secret, and `REVOCABLE_7_ID`.
 *
 * @param names As a failure names them: a kind and a number.
 * @throws UsageError for another name, before anything is issued. @throws ProvisionerError
 */
export async function printTokens(names: readonly string[], provisioner: Provisioner): Promise<string> {
  const wanted = names.map((name) => ({ name, kind: kindOf(name) }))
  const lines: string[] = []
  for (const { name, kind } of wanted) {
    const [token] = await provisioner.issue(kind, 1)
    if (token !== undefined) lines.push(`${variableOf(name)}=${quoted(token.secret)} ${variableOf(name)}_ID=${quoted(token.id)}\n`)
  }
  return lines.join('')
}

function kindOf(name: string): TokenKind {
  const kind = tokenKinds.find((candidate) => name.replace(/-\d+$/, '') === candidate)
  if (kind === undefined)
    throw new UsageError(`"${name}" is no token. Name a kind and a number, such as revocable-1; kinds are ${tokenKinds.join(', ')}.`)
  return kind
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}
