import type { History } from '../history/history.ts'
import { memoized } from '../history/memo.ts'
import type { Finding } from '../requirements/requirement.ts'
import { diagnoseUsesAfterDeath } from './after-death.ts'
import type { Diagnosis } from './diagnosis.ts'
import { diagnoseRefusals } from './refusals.ts'

export type { Diagnosis } from './diagnosis.ts'

/** These look at the same uses of revoked tokens, and fail together. */
const aboutUsesAfterDeath: ReadonlySet<string> = new Set([
  'finality/revoked-is-rejected',
  'finality/stays-rejected',
  'finality/revoked-cannot-revoke',
])

/** These are about requests that should have been refused. */
const aboutRefusals = /^(?:authentication|authorization|validation|existence)\//

/**
 * What distinguishes the requests that broke a requirement from those that kept it, going by the whole history. It says nothing
 * about whether it was broken.
 *
 * @param findings All of one requirement.
 */
export function diagnose(history: History, findings: readonly Finding[]): Diagnosis | undefined {
  const [first] = findings
  if (first === undefined) return undefined
  if (aboutUsesAfterDeath.has(first.requirement)) return afterDeath(history).diagnosis
  if (!aboutRefusals.test(first.requirement)) return undefined
  const shown = findings.filter(({ at }) => at === 'status').flatMap(({ exchanges }) => exchanges.at(-1) ?? [])
  return shown.length === 0 ? undefined : diagnoseRefusals(history, new Set(shown))
}

const afterDeath = memoized((history: History): { readonly diagnosis: Diagnosis | undefined } => ({
  diagnosis: diagnoseUsesAfterDeath(history),
}))
