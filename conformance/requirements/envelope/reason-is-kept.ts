import { derived } from '../../history/origin.ts'
import type { History } from '../../history/history.ts'
import { readRequest } from '../../interpretation/request.ts'
import type { Breach, Promised } from '../judging.ts'
import { judgementOf } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'
import type { Revocation } from './revocations.ts'
import { revocationsOf } from './revocations.ts'

const promised: Promised = {
  id: 'envelope/reason-is-kept',
  level: 'must',
  title: '`revocation_reason`, where given, is the reason that was sent, whole',
  source: contract('/components/schemas/APITokenRevokeResponse/properties/revocation_reason/description', 'Reason for revocation'),
}

/** Silence is no lie: a missing or null reason is a warning. */
export const reasonIsKept: Requirement = {
  ...promised,
  judge: (history) =>
    judgementOf(
      promised,
      history,
      revocationsOf(history).flatMap((revocation) => {
        const breaches = breachesIn(history, revocation)
        return breaches === undefined ? [] : [breaches]
      }),
    ),
}

function breachesIn(history: History, revocation: Revocation): readonly Breach[] | undefined {
  const sent = revocation.possible.map(({ reading }) => reading.body.reason)
  // A reason in a form that need not be read as JSON may have become anything.
  if (sent.includes(undefined) || !revocation.isOurs) return undefined
  const got = revocation.data['revocation_reason'] ?? ''
  const at = { exchanges: [revocation.exchange.id], at: '/data/revocation_reason' }
  const expected = revocation.isFirst ? quoted(sent[0]) : `the reason of one of the ${sent.length} requests that may have revoked it`
  // An empty text is as silent as null: some languages have no other absent string.
  if (got === '') {
    const dropped = revocation.isFirst && typeof sent[0] === 'string' && sent[0] !== ''
    return dropped ? [{ ...at, level: 'should', key: 'dropped', expected, got: 'none' }] : []
  }
  if (typeof got !== 'string' || sent.some((reason) => sameReason(reason, got))) return []
  if (sent.some((reason) => typeof reason === 'string' && nearlySame(reason, got)))
    return [{ ...at, level: 'should', key: 'changed', expected, got: quoted(got) }]
  // A default in the place of no reason ("none given", in any language) says nothing false; nobody can tell it from an invention.
  if (sent.every((reason) => reason === null || reason === '') && !reasonsSentIn(history).has(got)) {
    return [{ ...at, level: 'should', key: 'made up', expected: 'null, since no reason was sent', got: quoted(got) }]
  }
  const cut = sent.find((reason) => typeof reason === 'string' && reason.startsWith(got.replace(/(?:\.\.\.|…)$/, '')))
  return [
    {
      ...at,
      key: cut === undefined ? 'another reason' : 'cut',
      expected,
      got: cut === undefined ? quoted(got) : `its first ${got.length} characters`,
      ...(cut === undefined ? hintAbout(reasonsSentIn(history).get(got)) : {}),
    },
  ]
}

/** By every reason that was sent, the token whose revocation it was sent with last. */
const reasonsSentIn = derived(
  (history: History): ReadonlyMap<string, string> =>
    new Map(
      history.exchanges.flatMap((exchange) => {
        const { body, names } = readRequest(history, exchange)
        return typeof body.reason === 'string' && body.reason !== '' ? [[body.reason, names[0] ?? 'another token'] as const] : []
      }),
    ),
)

function hintAbout(alias: string | undefined): { hint?: string } {
  return alias === undefined ? {} : { hint: `This is the reason that was sent to revoke ${alias}: two requests are mixed up.` }
}

/** NUL has no place in many databases; without it, or with U+FFFD or a question mark in its place, a reason still is the same. */
function sameReason(sent: string | null | undefined, got: string): boolean {
  if (typeof sent !== 'string') return false
  const storable = (text: string): string => text.replaceAll(/[\0\ufffd?]/g, '')
  return sent === got || (sent.includes('\0') && storable(sent) === storable(got))
}

function nearlySame(sent: string, got: string): boolean {
  const tidy = (text: string): string => trimmed(text.normalize('NFC').replaceAll(/\r\n?/g, '\n'))
  return tidy(sent) === tidy(got)
}

/** Without white space and control characters at its ends: what languages call blank differs. */
function trimmed(text: string): string {
  const chars = Array.from(text)
  const isInk = (char: string): boolean => /[^\s\p{Cc}]/u.test(char)
  return chars.slice(Math.max(0, chars.findIndex(isInk)), chars.findLastIndex(isInk) + 1).join('')
}

function quoted(reason: string | null | undefined): string {
  if (typeof reason !== 'string') return 'no reason'
  return reason.length > 80 ? `${JSON.stringify(reason.slice(0, 60))}… (${reason.length} characters)` : JSON.stringify(reason)
}
