import type { Exchange } from '../../history/events.ts'
import type { History } from '../../history/history.ts'
import { saysNothing } from '../../history/says-nothing.ts'
import type { UseAfterDeath } from '../../history/witness.ts'
import { garbageIsRefusedAround, usesAfterDeath } from '../../history/witness.ts'
import { answerOf, asObject, isContractJson } from '../../interpretation/answer.ts'
import { isPlain, readRequest } from '../../interpretation/request.ts'
import type { Breach, Promised } from '../judging.ts'
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

/**
 * Answers that show neither life nor a rejection; whether the token still works cannot be told from them. Where a door does
 * not refuse a made-up credential with 401 either, the finding is about authentication.
 */
export const rejectedWith401: Requirement = {
  ...promised,
  judge: (history) =>
    judgementOf(
      promised,
      history,
      usesAfterDeath(history)
        .filter(({ exchange }) => isPlain(readRequest(history, exchange)) && !saysNothing(exchange))
        .map((use) => breachesIn(history, use)),
    ),
}

function breachesIn(history: History, use: UseAfterDeath): readonly Breach[] {
  const { exchange, answer } = use
  const status = exchange.response?.status ?? 0
  if (answer !== 'unclear' || !garbageIsRefusedAround(history, exchange)) return []
  const { credential, route } = readRequest(history, exchange)
  // More than one space after the scheme may pass for a malformed credential.
  if (status === 400 && credential.kind === 'token' && credential.spelling === 'spacing') return []
  // Another operation may have another way to reject.
  const level = route === 'probe' || mayBeAGateways(history, exchange) ? { level: 'should' as const } : {}
  return [{ ...findingOf(use), ...level, key: String(status), got: String(status) }]
}

/** In the traffic of others nothing tells a gateway's own answer from the target's but the contract's form of an error. */
function mayBeAGateways(history: History, { response }: Exchange): boolean {
  if (history.header.witnessed !== true || response === null || response.status < 300) return false
  const answer = answerOf(response)
  if (!isContractJson(answer)) return true
  return answer.body.kind !== 'cut' && !(answer.body.kind === 'json' && typeof asObject(answer.body.value)?.['detail'] === 'string')
}
