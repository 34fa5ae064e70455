import type { History } from '../../history/history.ts'
import { derived } from '../../history/origin.ts'
import { readRequest } from '../../interpretation/request.ts'
import { perExchange } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { rfc } from '../source.ts'

/** How much of an answer is looked through, in characters. */
const most = 50_000

/** What the inside of common stacks looks like when it shows. All repetitions are bounded: a target may be hostile. */
const internals: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['a Python traceback', /Traceback \(most recent call last\)|File "[^"]{1,300}\.py", line \d/],
  ['a Rust panic', /panicked at /],
  ['a JavaScript stack trace', /\bat [\w.<>$[\] ]{0,200}\(?(?:file:\/\/|node:|\/|[A-Z]:\\)[^()\s]{1,300}:\d{1,9}:\d/],
  ['a Java stack trace', /\bat [\w$.]{1,300}\([\w$]{1,100}\.(?:java|kt|scala|groovy):\d|Caused by: [\w.$]{1,200}(?:Exception|Error)\b/],
  ['a .NET stack trace', /\bat [\w.<>`]{1,300}\([^)]{0,300}\) in .{1,300}:line \d/],
  ['a Ruby backtrace', /\.rb:\d{1,9}:in ['`]/],
  ['a PHP trace', /\.php(?:\(\d{1,9}\)| on line \d|:\d)|Stack trace:\s{0,9}#0/],
  ['a Go panic', /goroutine \d{1,9} \[|panic: runtime error/],
  [
    'an error of the database',
    /SQLSTATE\W{0,3}\w{5}|\bORA-\d{5}\b|\bSQLITE_[A-Z]|\bpsycopg2?\.|sqlalchemy\.exc\.|\bPG::\w|syntax error at or near|You have an error in your SQL syntax|violates (?:unique|foreign key|check|not-null) constraint/,
  ],
]

export const noInternalsInErrors: Requirement = perExchange(
  {
    id: 'secrecy/no-internals-in-errors',
    level: 'should',
    title: 'Errors show nothing of the inside: no stack trace, no message of a database',
    source: rfc(
      9457,
      '4',
      'Problem details are not a debugging tool for the underlying implementation; rather, they are a way to expose greater detail about the HTTP interface itself.',
    ),
  },
  (exchange, history) => {
    const { response } = exchange
    if (response === null || response.status < 400 || readRequest(history, exchange).route === 'probe') return undefined
    const text = (response.body.text ?? '').slice(0, most)
    const known = shownBy(history)
    const shown = known.get(text) ?? internalsIn(text)
    known.set(text, shown)
    if (shown.length === 0) return []
    return shown.map(({ name, piece }) => ({
      key: name,
      expected: 'what the client did wrong',
      got: `${name}: ${piece}`,
      exchanges: [exchange.id],
      at: 'body',
    }))
  },
)

interface Internal {
  readonly name: string
  /** What shows it. */
  readonly piece: string
}

/** By text: most errors of a run are worded alike. */
const shownBy = derived((_history: History) => new Map<string, readonly Internal[]>())

/** The first that is found, or none. */
function internalsIn(body: string): readonly Internal[] {
  const text = withoutEscapes(body)
  for (const [name, pattern] of internals) {
    const [piece] = pattern.exec(text) ?? []
    if (piece !== undefined) return [{ name, piece: piece.slice(0, 80) }]
  }
  return []
}

/** What stands in a JSON string, as far as it matters here. */
function withoutEscapes(text: string): string {
  return text.replaceAll(/\\[nrt]/g, '\n').replaceAll(/\\(["/])/g, '$1')
}
