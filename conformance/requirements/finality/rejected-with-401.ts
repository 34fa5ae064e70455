import { usesAfterDeath } from '../../history/witness.ts'
import { isPlain, readRequest } from '../../interpretation/request.ts'
import { inconclusive, transient } from '../../interpretation/rows.ts'
import type { Promised } from '../judging.ts'
import { judgementOf } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'
import { findingOf } from './use-after-death.ts'

const promised: Promised = {
  id: 'finality/rejected-with-401',
  level: 'must',
  title: 'The credential of a revoked token is rejected with 401',
  source: contract('responses/401/description', 'Unauthorized - Authentication required'),
}

/** Answers that show neither life nor a rejection; whether the token still works cannot be told from them. */
export const rejectedWith401: Requirement = {
  ...promised,
  judge: (history) =>
    judgementOf(
      promised,
      history,
      usesAfterDeath(history)
        .filter(({ exchange }) => isPlain(readRequest(history, exchange)))
        .map((use) => {
          const status = use.exchange.response?.status ?? 0
          if (use.answer !== 'unclear' || status >= 500 || inconclusive.includes(status) || transient.includes(status)) return []
          return [{ ...findingOf(use), key: String(status), got: String(status) }]
        }),
    ),
}
