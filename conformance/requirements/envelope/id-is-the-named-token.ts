import type { Promised } from '../judging.ts'
import { judgementOf } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'
import { revocationAnswersOf, sameId } from './revocations.ts'

const promised: Promised = {
  id: 'envelope/id-is-the-named-token',
  level: 'must',
  title: '`data.id` is the id of the token that was revoked',
  source: contract('/components/schemas/APITokenRevokeResponse/properties/id/description', 'Token record ID'),
}

export const idIsTheNamedToken: Requirement = {
  ...promised,
  judge: (history) =>
    judgementOf(
      promised,
      history,
      revocationAnswersOf(history).map(({ token, exchange, data }) => {
        const { id } = data
        if (typeof id !== 'string' || sameId(id) === sameId(token.id)) return []
        const other = history.issued.find((issued) => issued.token.id === id)?.token.alias
        const got = other === undefined ? JSON.stringify(id).slice(0, 80) : `the id of ${other}`
        return [{ key: 'another id', expected: `the id of ${token.alias}, ${token.id}`, got, exchanges: [exchange.id], at: '/data/id' }]
      }),
    ),
}
