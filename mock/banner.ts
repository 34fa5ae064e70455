import { operation, revokePath } from '../contract/index.ts'
import { answerWords } from './answers/words.ts'
import type { Adoption, ListedToken, TokenKind } from './control/generated/types.ts'
import { environments } from './environments/index.ts'
import type { Fault } from './faults/fault.ts'
import { faults } from './faults/index.ts'
import { readings } from './readings/readings.ts'
import type { Mock } from './mock.ts'

/** What the command prints when the mock listens: how it is switched, the seeded tokens, and a request to try. */
export async function banner(mock: Mock, environment: readonly string[]): Promise<string> {
  const { url, tokens } = mock
  const page = await mock.page(most)
  const rows = page.tokens.map(({ kind, state, id, secret }) => [
    state === 'live' ? kind : state,
    id,
    secret ?? '(told when it was issued)',
  ])
  const liveOf = (kind: TokenKind): ListedToken | undefined =>
    page.tokens.find((each) => each.kind === kind && each.state === 'live' && each.secret !== undefined)
  const target = liveOf('revocable') ?? tokens.revocable[0]
  const manager = liveOf('manager') ?? tokens.manager
  const others = page.total - rows.length
  return [
    `${operation.method} ${url}${operation.path}`,
    `Console: ${url}/_mock/`,
    ...settings(mock, environment),
    '',
    table([['token', 'id', 'secret'], ...rows]),
    ...(others > 0 ? [`and ${others} more: ${url}/_mock/tokens`] : []),
    '',
    'Try it:',
    `  curl -i -X POST ${url}${revokePath(target.id)} \\`,
    `    -H 'Authorization: Bearer ${manager.secret}' \\`,
    `    -H 'Content-Type: application/json' -d '{"reason": "Laptop lost"}'`,
    '',
    `More tokens: curl -X POST ${url}/_mock/tokens -d '{"kind": "revocable", "count": 1}'`,
    `Start over:  curl -X POST ${url}/_mock/reset`,
    `All switches: ${url}/_mock/openapi.json`,
    '',
  ].join('\n')
}

/** The most tokens that are printed. */
const most = 50

/** What is not as it is by default, a line each. */
function settings({ switches, time, answers }: Mock, environment: readonly string[]): string[] {
  const { latency, network, faults: broken, readings: chosen } = switches.get()
  const { now, state } = time.get()
  const lines: [name: string, texts: readonly string[]][] = [
    ['Readings', pairs(chosen)],
    ['Faults', broken],
    ['Environments', environment],
    ['Latency', latency === 0 ? [] : typeof latency === 'number' ? [`${latency} ms`] : [`${pairs(latency).join(', ')} ms`]],
    ['Network faults', pairs(network)],
    ['Forced answers', answers.list().map(answerWords)],
    ['Time', state === 'real' ? [] : [`${now}${state === 'frozen' ? ', frozen' : ''}`]],
  ]
  return lines.flatMap(([name, texts]) => (texts.length > 0 ? [`${name}: ${texts.join(', ')}`] : []))
}

function pairs(values: object): string[] {
  return Object.entries(values).map(([name, value]) => `${name}=${String(value)}`)
}

/** What could not be taken over from a report, a line each. */
export function leftBehind({ left }: Adoption): string[] {
  return left.map(({ name, observed, why }) => `Not taken over: ${name} was observed to be ${observed.join(', ')}. ${why}`)
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
