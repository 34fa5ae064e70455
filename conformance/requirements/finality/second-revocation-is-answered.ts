import { permissionRows } from '../../interpretation/rows.ts'
import type { Promised } from '../judging.ts'
import { judgementOf, perStatus } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'
import { pretendedRevocations } from './pretended-revocation.ts'

const promised: Promised = {
  id: 'finality/second-revocation-is-answered',
  level: 'must',
  title: 'Revoking a revoked token repeats the record or is refused, and never pretends anything else',
  source: contract('description', 'Revoked tokens cannot be un-revoked.'),
}

const byStatus = perStatus(promised, [permissionRows.repeat], { incidental: [permissionRows.expiredTarget] })

export const secondRevocationIsAnswered: Requirement = {
  ...promised,
  judge: (history) => {
    const { exercised, findings } = byStatus.judge(history)
    const pretended = judgementOf(promised, history, pretendedRevocations(history))
    return { exercised: exercised + pretended.exercised, findings: [...findings, ...pretended.findings] }
  },
}
