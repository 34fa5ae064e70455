import { blamedDeathsOf } from '../../history/blame.ts'
import { assessmentsOf } from '../../interpretation/assessment.ts'
import type { Promised } from '../judging.ts'
import { judgementOf } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'

const promised: Promised = {
  id: 'http/other-methods-change-nothing',
  level: 'must',
  title: 'Only POST revokes',
  source: contract('/info/title', 'POST /api/v1/tokens/{token_id}/revoke'),
}

export const otherMethodsChangeNothing: Requirement = {
  ...promised,
  judge: (history) => {
    const breaches = blamedDeathsOf(history)
      .filter(({ blame }) => blame === 'another method')
      .map(({ life, lastAlive, refused, otherMethods, candidates }) => ({
        key: otherMethods.map((exchange) => exchange.request.method).join(', '),
        expected: 'the token is accepted: no POST has named it',
        got: '401',
        exchanges: [...new Set([lastAlive.id, ...otherMethods.map(({ id }) => id), refused.id])],
        tokens: [life.token.alias],
        at: 'status',
        ...(candidates.length > 1 ? { candidates: candidates.map(({ id }) => id) } : {}),
      }))
    const tried = assessmentsOf(history).filter(({ reading }) => reading.route === 'other method' && reading.target.kind === 'token')
    return {
      ...judgementOf(
        promised,
        history,
        breaches.map((breach) => [breach]),
      ),
      exercised: tried.length,
    }
  },
}
