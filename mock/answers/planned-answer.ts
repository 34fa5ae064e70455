import type { PlannedAnswer } from '../control/generated/types.ts'
import type { Token } from '../model/token.ts'
import type { Answer } from '../pipeline/answer.ts'
import { json } from '../pipeline/answer.ts'
import { envelopeOf } from '../pipeline/envelope.ts'
import { errorAnswer } from '../pipeline/error-bodies.ts'
import { refusal } from '../pipeline/refusal.ts'
import type { Readings } from '../readings/readings.ts'
import type { RevokedRecord } from '../store/store.ts'

/** What a 201 tells of, when a plan says nothing. */
export interface Pretence {
  /** The token of the path, or one that stands for it. */
  readonly target: Token
  readonly at: number
  readonly by: string
  readonly reason: string | null
}

/** The answer that was planned: what the plan leaves open is as the mock would say it with this status. */
export function plannedAnswer(plan: PlannedAnswer, pretence: Pretence, readings: Readings): Answer {
  const status = plan.status ?? 201
  const planned = Object.entries(plan.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const)
  const given: Record<string, string> = Object.fromEntries(planned.filter(([name]) => !framing.has(name)))
  const usual = usualAnswer(status, pretence, readings)
  const body = plan.body === undefined ? usual.body : textOf(plan.body, given['content-type'])
  const type = plan.body === undefined ? {} : { 'content-type': 'application/json' }
  const isEmpty = status === 204 || status === 304
  return { status, headers: { ...usual.headers, ...type, ...given, 'x-mock-forced': 'answer' }, body: isEmpty ? '' : body }
}

/** What frames the body is not to be planned. */
const framing: ReadonlySet<string> = new Set(['content-length', 'transfer-encoding', 'connection'])

function textOf(body: NonNullable<PlannedAnswer['body']> | null, type = 'application/json'): string {
  return typeof body === 'string' && !/json/i.test(type) ? body : JSON.stringify(body)
}

function usualAnswer(status: number, pretence: Pretence, readings: Readings): Answer {
  if (status === 204 || (status >= 300 && status < 400)) return { status, headers: {}, body: '' }
  return status < 300 ? json(status, envelopeOf(readings)(recordOf(pretence))) : errorAnswer(refusal('state', status), readings)
}

function recordOf({ target, ...revocation }: Pretence): RevokedRecord {
  return { ...target, revocation: target.revocation ?? revocation }
}
