import type { Promised } from '../judging.ts'
import { judgementOf } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'
import { revocationsOf } from './revocations.ts'

const promised: Promised = {
  id: 'envelope/name-is-the-tokens',
  level: 'must',
  title: '`name`, where given, is the name of the revoked token',
  source: contract('/components/schemas/APITokenRevokeResponse/properties/name/description', 'Token name'),
}

/** Can be broken only for tokens whose name the provisioner told. */
export const nameIsTheTokens: Requirement = {
  ...promised,
  judge: (history) =>
    judgementOf(
      promised,
      history,
      revocationsOf(history).map(({ token, exchange, data }) => {
        const { name } = data
        // An empty text is as silent as null; what is no text is against the schema.
        if (token.name === undefined || typeof name !== 'string' || name === '' || name === token.name) return []
        return [
          {
            key: 'another name',
            expected: JSON.stringify(token.name),
            got: JSON.stringify(name).slice(0, 80),
            exchanges: [exchange.id],
            at: '/data/name',
          },
        ]
      }),
    ),
}
