import type { History, RunResult } from '../../../conformance/index.ts'
import { pageOf } from '../../html/page.ts'
import { badgeOf } from '../badge.ts'
import type { Changes } from '../bundle/change-bundle.ts'
import type { CertificateFacts } from '../statement/facts.ts'
import type { Standing } from '../statement/standing.ts'

/** A certification run as it is shown. */
export interface Shown {
  readonly history: History
  readonly result: RunResult
  readonly facts: Omit<CertificateFacts, 'report'>
  readonly standing: Standing
}

/** What of a bundle is for people's eyes: the page, and the badge where there is a certificate. */
export function pictures({ history, result, facts, standing }: Shown): { readonly report: string } & Changes {
  return {
    report: pageOf({ result, history: history.events }, { facts, standing }),
    badge: standing.conclusion === 'CONFORMANT' ? badgeOf(standing) : null,
  }
}
