import { assessmentsOf } from '../../interpretation/assessment.ts'
import type { Promised } from '../judging.ts'
import { isOtherSuccess, judgementOf } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'

const promised: Promised = {
  id: 'envelope/created-with-201',
  level: 'must',
  title: 'A successful revocation is answered 201',
  source: contract('responses/201/description', 'Successful Response'),
}

/** Whatever was asked for, as long as it may succeed. Refusals of valid requests are `validation/valid-requests-are-accepted`. */
export const createdWith201: Requirement = {
  ...promised,
  judge: (history) =>
    judgementOf(
      promised,
      history,
      assessmentsOf(history)
        .filter(({ due }) => due.accept.has(201))
        .map((assessment) =>
          isOtherSuccess(assessment)
            ? [
                {
                  key: String(assessment.status),
                  expected: '201',
                  got: String(assessment.status),
                  exchanges: [assessment.exchange.id],
                  at: 'status',
                },
              ]
            : [],
        ),
    ),
}
