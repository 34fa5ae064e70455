import type { Token } from '../model/token.ts'
import type { MaybePromise, RevokedRecord } from '../store/store.ts'
import { after } from '../store/store.ts'
import type { Answer } from './answer.ts'
import { json } from './answer.ts'
import type { Payload } from './body.ts'
import type { Exchange } from './exchange.ts'
import { isRefusal } from './refusal.ts'
import type { Steps } from './steps.ts'

/** Carries out a revocation whose caller has been let in and whose body has been read. */
export function revokeToken(tokenId: string, caller: Token, payload: Payload, exchange: Exchange, steps: Steps): MaybePromise<Answer> {
  return after(steps.locate(tokenId, caller, exchange), (target) => {
    if (isRefusal(target)) return steps.refuse(target, exchange)
    exchange.target = target
    const ban = steps.forbid(caller, target, exchange)
    if (ban !== undefined) return steps.refuse(ban, exchange)
    if (target.revocation !== undefined) return repeated(target as RevokedRecord)
    const objection = steps.object(caller, target, exchange)
    if (objection !== undefined) return steps.refuse(objection, exchange)
    return after(steps.commit(target, { by: caller.email, reason: payload.reason }, exchange), (outcome) => {
      if (isRefusal(outcome)) return steps.refuse(outcome, exchange)
      if (!outcome.first) return repeated(outcome.token)
      exchange.effect = 'revoked'
      exchange.record = outcome.token
      return created(outcome.token)
    })
  })

  function repeated(record: RevokedRecord): MaybePromise<Answer> {
    return after(steps.repeat(record, exchange), (told) => {
      if (isRefusal(told)) return steps.refuse(told, exchange)
      exchange.effect = 'repeated'
      return created(told)
    })
  }

  function created(record: RevokedRecord): Answer {
    return json(201, steps.envelope(record, exchange))
  }
}
