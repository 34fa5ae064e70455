import type { CertificateFacts } from '../statement/facts.ts'
import type { CountersignatureFacts } from '../statement/standing.ts'
import type { StepLog } from './step-log.ts'
import type { Trust } from './trust.ts'
import { clockSlack } from './trust.ts'

const day = 86_400_000

/** Whether the certificate still counts: from its countersignature on, whose clock is the certifier's, else from its run. */
export function checkAge(
  { end }: CertificateFacts,
  countersignature: CountersignatureFacts | undefined,
  { now, maxAge, certifier }: Trust,
  log: StepLog,
): void {
  const isTrusted = countersignature !== undefined && certifier !== undefined
  const since = isTrusted ? countersignature.at : end
  const age = now - Date.parse(since)
  const problems = [
    ...(age > maxAge * day ? [`it is older than ${maxAge} days: of ${since}`] : []),
    ...(age < -clockSlack || Date.parse(end) > now + clockSlack ? [`it is of the future: ${since}`] : []),
  ]
  log.settles(
    'age',
    `${Math.max(0, Math.floor(age / day))} days${maxAge === Infinity ? '' : ` of at most ${maxAge}`}, by the clock of ${isTrusted ? 'the certifier' : 'whoever ran it'}`,
    problems,
  )
}
