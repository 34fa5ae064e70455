import { operation, revokePath } from '../contract/index.ts'
import type { MockFlags } from './commands.ts'
import { environments } from './environments/index.ts'
import type { Fault } from './faults/fault.ts'
import { faults } from './faults/index.ts'
import { listOf } from './model/seeds.ts'
import { readings } from './readings/readings.ts'
import type { Mock } from './mock.ts'

/** What the command prints when the mock listens: the seeded tokens, and a request to try. */
export function banner({ url, tokens }: Mock, flags: Pick<MockFlags, 'fault' | 'reading' | 'environment'>): string {
  const rows = listOf(tokens).map((token) => [token === tokens.revoked ? 'revoked' : token.kind, token.id, token.secret])
  const { manager, revocable } = tokens
  const chosen = Object.entries(flags.reading).map(([name, value]) => `${name}=${value}`)
  return [
    `${operation.method} ${url}${operation.path}`,
    ...(chosen.length > 0 ? [`Readings: ${chosen.join(', ')}`] : []),
    ...(flags.fault.length > 0 ? [`Faults: ${flags.fault.join(', ')}`] : []),
    ...(flags.environment.length > 0 ? [`Environments: ${flags.environment.join(', ')}`] : []),
    '',
    table([['token', 'id', 'secret'], ...rows]),
    '',
    'Try it:',
    `  curl -i -X POST ${url}${revokePath(revocable[0].id)} \\`,
    `    -H 'Authorization: Bearer ${manager.secret}' \\`,
    `    -H 'Content-Type: application/json' -d '{"reason": "Laptop lost"}'`,
    '',
    `More tokens: curl -X POST ${url}/_mock/tokens -d '{"kind": "revocable", "count": 1}'`,
    `Start over:  curl -X POST ${url}/_mock/reset`,
    '',
  ].join('\n')
}

/** Every fault: name, what it breaks, and how. */
export function listOfFaults(): string {
  return table(faults.map((fault) => [withParameter(fault), fault.family, fault.level, fault.summary]))
}

/** Every environment: name, and what a client sees. */
export function listOfEnvironments(): string {
  return table(environments.map((environment) => [withParameter(environment), environment.summary]))
}

function withParameter({ name, parameter }: Pick<Fault, 'name' | 'parameter'>): string {
  return parameter === undefined ? name : `${name}[=${parameter.default} ${parameter.unit}]`
}

/** Every reading and its values, the default first; a `!` marks a value that a fair judge warns about. */
export function listOfReadings(): string {
  const rows = readings.map(({ name, values, about }) => [
    name,
    values.map(({ value, verdict }) => (verdict === 'warned' ? `${value}!` : value)).join(' | '),
    about,
  ])
  return `${table(rows)}\n\nThe first value is the default; the suite warns about those with a "!".`
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length))) ?? []
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
