import type { Exchange, HeaderFields } from '../../history/events.ts'
import type { Disguise } from '../../history/mask.ts'
import { marksIn, mayHoldMarks } from '../../history/mask.ts'
import { memoized } from '../../history/memo.ts'
import { perExchange } from '../judging.ts'
import type { Breach } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { rfc } from '../source.ts'

/**
 * A secret in an answer is seen by the mark that replaced it when it was recorded (I7). What this very request carried in
 * its path, query or body may come back; what it carried as its credential may not.
 */
export const noSecretInAnswers: Requirement = perExchange(
  {
    id: 'secrecy/no-secret-in-answers',
    level: 'must',
    title: 'No answer contains a token’s secret, or a hash of one',
    source: rfc(
      6750,
      '5.3',
      'Client implementations MUST ensure that bearer tokens are not leaked to unintended parties, as they will be able to use them to gain access to protected resources.',
    ),
  },
  (exchange) => {
    if (exchange.response === null) return undefined
    const { headers, body } = exchange.response
    // Marks stand also in bytes that are no text.
    const text = body.text ?? Buffer.from(body.base64 ?? '', 'base64').toString('utf8')
    if (!mayHoldMarks(text) && !doHoldMarks(headers)) return []
    const sent = marksSent(exchange)
    const inHeaders = headers.flatMap(([name, value]) => breachesIn(exchange, `${name}: ${value}`, name, sent))
    return [...inHeaders, ...breachesIn(exchange, text, 'body', sent)]
  },
)

/** Of a recording many answers have the same header fields. */
const doHoldMarks = memoized((headers: HeaderFields): boolean => headers.some((field) => field.some(mayHoldMarks)))

function breachesIn(exchange: Exchange, text: string, at: string, sent: ReadonlySet<string>): readonly Breach[] {
  const leaks = marksIn(text).filter(({ name }) => !sent.has(name) || (exchange.response?.status ?? 0) >= 400)
  return leaks.map(({ name, form }) => {
    const [alias = name, alteration] = name.split('~')
    const mild = sent.has(name) || alteration !== undefined || (form === 'stem' && presentedAltered(exchange, alias))
    return {
      ...(mild ? { level: 'should' as const } : {}),
      key: `${form} in ${at === 'body' ? 'a body' : `the field ${at}`}`,
      expected: 'no secret',
      got: `${writtenAs(form)} of ${alteration === undefined ? alias : `${alias}, altered,`} in ${at === 'body' ? 'the body' : `the field ${at}`}`,
      exchanges: [exchange.id],
      tokens: [alias],
      at,
    }
  })
}

function writtenAs(form: Disguise): string {
  if (form === 'raw') return 'the secret'
  return form === 'stem' ? 'the secret without its beginning' : `the secret as ${form}`
}

/** Whether the credential of the request was no secret, but derived from this one: its echo gives nothing away. */
function presentedAltered({ request }: Exchange, alias: string): boolean {
  const presented = request.headers.filter(([name]) => name.toLowerCase() === 'authorization').flatMap(([, value]) => marksIn(value))
  return presented.some(({ name, form }) => name.startsWith(`${alias}~`) || (name === alias && form === 'stem'))
}

/** Names of the secrets that the request carried outside its credential. */
function marksSent({ request }: Exchange): ReadonlySet<string> {
  const elsewhere = request.headers.filter(([name]) => name.toLowerCase() !== 'authorization').map(([, value]) => value)
  return new Set([request.target, request.body?.text ?? '', ...elsewhere].flatMap((text) => marksIn(text).map(({ name }) => name)))
}
