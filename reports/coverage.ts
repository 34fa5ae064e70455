import type { HistoryEvent } from '../conformance/history/events.ts'
import { History } from '../conformance/history/history.ts'
import type { Assessment } from '../conformance/interpretation/assessment.ts'
import { assessmentsOf } from '../conformance/interpretation/assessment.ts'
import type { Row } from '../conformance/interpretation/rows.ts'
import { bodyRows, credentialRows, isFault, permissionRows, targetRows } from '../conformance/interpretation/rows.ts'
import { operation } from '../contract/index.ts'

/** One side of the contract, and how often each part of it was seen in a run. */
export interface Coverage {
  readonly title: string
  readonly items: readonly { readonly name: string; readonly seen: number }[]
}

/**
 * What of the contract a run has touched: each documented status, each form of a body, each state of a credential, each
 * kind of id, and each transition of a token's life. Only exchanges count whose situation is certain.
 *
 * `undefined` where no history was kept.
 */
export function coverageOf(events: readonly HistoryEvent[]): readonly Coverage[] | undefined {
  if (!events.some(({ kind }) => kind === 'header')) return undefined
  const seen = assessmentsOf(new History(events)).filter(({ certain, reading }) => certain && reading.route === 'revoke')
  const count: Count = (name, is) => ({ name, seen: seen.filter(is).length })
  const rows = rowsSeen(seen)
  return [
    { title: 'Documented statuses', items: operation.statuses.map((status) => count(String(status), (one) => one.status === status)) },
    { title: 'Credentials', items: [count('a live token', (one) => !has(one, ...badCredentials)), ...rows(credentialRows)] },
    { title: 'Bodies', items: [...plainBodies(seen), ...rows(bodyRows)] },
    { title: 'Ids', items: [count('an issued token', ({ reading }) => reading.target.kind === 'token'), ...rows(targetRows)] },
    { title: 'Transitions of a token’s life', items: transitions(count) },
  ]
}

type Count = (name: string, is: (assessment: Assessment) => boolean) => { readonly name: string; readonly seen: number }

const badCredentials = Object.values(credentialRows).filter(isFault)

/** Tells how often each of some rows was seen. They are many: all are counted in one go. */
function rowsSeen(seen: readonly Assessment[]): (rows: Readonly<Record<string, Row>>) => Coverage['items'] {
  const counts = new Map<string, number>()
  for (const { due } of seen) for (const id of new Set(due.rows.map((row) => row.id))) counts.set(id, (counts.get(id) ?? 0) + 1)
  return (rows) => Object.values(rows).map(({ id, situation }) => ({ name: situation, seen: counts.get(id) ?? 0 }))
}

function plainBodies(seen: readonly Assessment[]): Coverage['items'] {
  const plain = seen.filter(({ reading }) => reading.body.traits.length === 0).map(({ exchange }) => exchange.request.body)
  const bodies = plain.flatMap((body) => (body?.text === undefined || body.text === '' ? [] : [parsed(body.text)]))
  const form = (name: string, is: (body: unknown) => boolean) => ({ name, seen: bodies.filter(is).length })
  return [
    { name: 'no body', seen: plain.filter((body) => body === null).length },
    form('null', (body) => body === null),
    form('{}', (body) => keysOf(body).length === 0 && body !== null),
    form('{"reason": null}', (body) => reasonOf(body) === null),
    form('{"reason": "…"}', (body) => typeof reasonOf(body) === 'string'),
    form('extra properties', (body) => keysOf(body).some((key) => key !== 'reason')),
  ]
}

function transitions(count: Count): Coverage['items'] {
  const { success, self, repeat, foreign, foreignRevoked, expiredTarget } = permissionRows
  const refused = ({ status }: Assessment) => status >= 400 && status < 500
  return [
    count('live → revoked, by a manager', (one) => has(one, success) && one.status === 201),
    count('live → revoked, by itself', (one) => has(one, self) && one.status === 201),
    count('live → live: a bad request was refused', (one) => has(one, success) && refused(one)),
    count('live → live: an outsider was refused', (one) => has(one, foreign) && refused(one)),
    count('live → live: it might not revoke itself', (one) => has(one, self) && refused(one)),
    count('revoked → revoked: asked again', (one) => has(one, repeat)),
    count('revoked → revoked: asked by an outsider', (one) => has(one, foreignRevoked)),
    count('revoked → revoked: used, and rejected', (one) => has(one, credentialRows.revoked) && one.status === 401),
    count('expired → expired: used, and rejected', (one) => has(one, credentialRows.expired) && one.status === 401),
    count('expired: its revocation was asked for', (one) => has(one, expiredTarget)),
  ]
}

function has({ due }: Assessment, ...rows: readonly Row[]): boolean {
  return due.rows.some(({ id }) => rows.some((row) => row.id === id))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function keysOf(body: unknown): readonly string[] {
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? Object.keys(body) : ['none']
}

function reasonOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'reason' in body ? body.reason : undefined
}
