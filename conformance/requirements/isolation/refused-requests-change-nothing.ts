import { wrongDeathsOf } from '../../history/wrong-death.ts'
import { timelineOf } from '../../history/timeline.ts'
import type { Promised } from '../judging.ts'
import { judgementOf } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'

const promised: Promised = {
  id: 'isolation/refused-requests-change-nothing',
  level: 'must',
  title: 'A token whose revocation was refused is still live',
  source: contract('responses/403/description', 'Forbidden - Insufficient permissions'),
}

export const refusedRequestsChangeNothing: Requirement = {
  ...promised,
  judge: (history) => {
    const deaths = wrongDeathsOf(history).filter((death) => death.refusals.length > 0 && death.otherMethods.length === 0)
    const refused = [...timelineOf(history).lives].filter((life) => life.touches.some((touch) => !touch.mayHaveRevoked))
    const breaches = deaths.map(({ life, lastAlive, refused: dead, refusals }) => ({
      key: refusals.length === 1 ? `after a ${refusals[0]?.response?.status}` : 'after one of several refusals',
      expected: 'the token is accepted, as before the refused request',
      got: '401',
      exchanges: [lastAlive.id, ...refusals.map(({ id }) => id), dead.id],
      tokens: [life.token.alias],
      at: 'status',
      ...(refusals.length > 1 ? { candidates: refusals.map(({ id }) => id) } : {}),
    }))
    return {
      ...judgementOf(
        promised,
        history,
        breaches.map((breach) => [breach]),
      ),
      exercised: refused.length,
    }
  },
}
