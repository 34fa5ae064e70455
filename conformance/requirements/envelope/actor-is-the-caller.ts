import type { History } from '../../history/history.ts'
import type { TokenRecord } from '../../history/events.ts'
import { timelineOf } from '../../history/timeline.ts'
import type { RequestReading } from '../../interpretation/request.ts'
import type { Breach, Promised } from '../judging.ts'
import { judgementOf } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'
import type { Revocation } from './revocations.ts'
import { revocationsOf } from './revocations.ts'

const promised: Promised = {
  id: 'envelope/actor-is-the-caller',
  level: 'must',
  title: '`revoked_by`, where given, is the e-mail of the caller',
  source: contract(
    '/components/schemas/APITokenRevokeResponse/properties/revoked_by/description',
    'Email of the user who revoked the token',
  ),
}

/** Can be broken only where the provisioner told the e-mails of everybody who may have revoked the token. */
export const actorIsTheCaller: Requirement = {
  ...promised,
  judge: (history) =>
    judgementOf(
      promised,
      history,
      revocationsOf(history).map((revocation) => breachesIn(history, revocation)),
    ),
}

function breachesIn(history: History, revocation: Revocation): readonly Breach[] {
  const { exchange, reading, data, isOurs } = revocation
  const actor = data['revoked_by'] ?? ''
  // An empty text is as silent as null: some languages have no other absent string.
  if (actor === '' || typeof actor !== 'string' || !isOurs) return []
  const email = actor.trim().toLowerCase()
  if (callerOf(history, reading)?.email?.toLowerCase() === email) return []
  const { possible } = revocation
  const callers = possible.map((one) => callerOf(history, one.reading))
  const emails = callers.map((caller) => caller?.email?.toLowerCase())
  if (emails.includes(undefined) || emails.includes(email) || possible.some((one) => isByDead(history, one))) return []
  const at = { exchanges: [exchange.id], at: '/data/revoked_by', expected: [...new Set(emails)].join(' or ') }
  const got = JSON.stringify(actor).slice(0, 80)
  // Without an e-mail nobody can tell whom it means, unless it names another token of the run and not the caller's.
  const isCaller = callers.some((caller) => caller !== undefined && namesOf(caller).includes(actor))
  const isSomebodyElse = actor.includes('@') || history.issued.some(({ token }) => namesOf(token).includes(actor))
  if (isCaller || !isSomebodyElse) return [{ ...at, level: 'should', key: 'no e-mail', got }]
  return [{ ...at, key: 'somebody else', got }]
}

function callerOf(history: History, { credential }: RequestReading): TokenRecord | undefined {
  return credential.kind === 'token' ? history.token(credential.alias) : undefined
}

/** Whether a credential that is good for nothing was let in: that is the breach, and in whose name it acted is part of it. */
function isByDead(history: History, { reading: { credential }, exchange }: Revocation['possible'][number]): boolean {
  return credential.kind === 'token' && !timelineOf(history).credentialStates(credential.alias, exchange).has('live')
}

function namesOf({ id, name, owner, jti }: TokenRecord): readonly (string | undefined)[] {
  return [id, name, owner, jti]
}
