import { isUuid } from '../../interpretation/uuid.ts'
import { revocationAnswersOf } from '../envelope/revocations.ts'
import type { Promised } from '../judging.ts'
import { judgementOf } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { rfc } from '../source.ts'

const promised: Promised = {
  id: 'existence/ids-are-uuids',
  level: 'may',
  title: 'Tokens have UUIDs in the usual form as their ids, as the prose of the contract says',
  source: rfc(
    9562,
    '4',
    'When in use with URNs or as text in applications, any given UUID should be represented by the "hex-and-dash" string format consisting of multiple groups of uppercase or lowercase alphanumeric hexadecimal characters separated by single dashes/hyphens.',
  ),
}

/** The schema allows any string. */
export const idsAreUuids: Requirement = {
  ...promised,
  judge: (history) =>
    judgementOf(
      promised,
      history,
      revocationAnswersOf(history).map(({ exchange, data }) => {
        const { id } = data
        if (typeof id !== 'string' || isUuid(id)) return []
        return [{ key: 'no UUID', expected: 'a UUID', got: JSON.stringify(id).slice(0, 80), exchanges: [exchange.id], at: '/data/id' }]
      }),
    ),
}
