import type { RevokedRecord } from '../store/store.ts'
import type { MaybePromise } from '../store/store.ts'
import { after } from '../store/store.ts'
import type { Answer } from './answer.ts'
import { json } from './answer.ts'
import type { Exchange } from './exchange.ts'
import type { Steps } from './steps.ts'
import { isRefusal } from './steps.ts'
import type { Token } from '../model/token.ts'

/** Carries out a revocation whose caller has been admitted and whose body has been read. */
export function revokeToken(caller: Token, reason: string | null, exchange: Exchange, steps: Steps): MaybePromise<Answer> {
  return after(steps.locate(exchange), (target) => {
    if (isRefusal(target)) return steps.refuse(target, exchange)
    exchange.target = target
    const ban = steps.forbid(caller, target, exchange)
    if (ban !== undefined) return steps.refuse(ban, exchange)
    if (target.revocation !== undefined) return repeated(target as RevokedRecord)
    const objection = steps.object(caller, target, exchange)
    if (objection !== undefined) return steps.refuse(objection, exchange)
    return after(steps.commit(target, { by: caller.email, reason }, exchange), ({ token, first }) =>
      first ? created(token) : repeated(token),
    )
  })

  function repeated(record: RevokedRecord): MaybePromise<Answer> {
    return after(steps.repeat(record, exchange), (told) => (isRefusal(told) ? steps.refuse(told, exchange) : created(told)))
  }

  function created(record: RevokedRecord): Answer {
    return json(201, steps.envelope(record, exchange))
  }
}
