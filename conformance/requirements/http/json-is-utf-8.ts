import { answerOf } from '../../interpretation/answer.ts'
import { perExchange } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { rfc } from '../source.ts'

export const jsonIsUtf8: Requirement = perExchange(
  {
    id: 'http/json-is-utf-8',
    level: 'should',
    title: 'JSON is sent as UTF-8, without a byte order mark',
    source: rfc(
      8259,
      '8.1',
      'Implementations MUST NOT add a byte order mark (U+FEFF) to the beginning of a networked-transmitted JSON text.',
    ),
  },
  (exchange) => {
    if (exchange.response === null || exchange.end === null) return undefined
    const { mediaType, body } = answerOf(exchange.response)
    if (mediaType === undefined || !/[/+]json$/.test(mediaType) || body.kind === 'empty' || body.kind === 'cut') return undefined
    if (body.kind !== 'binary' && exchange.response.body.text?.startsWith('\ufeff') !== true) return []
    const at = { exchanges: [exchange.id], at: 'body', expected: 'UTF-8 without a byte order mark' }
    if (body.kind === 'binary') return [{ ...at, key: 'no UTF-8', got: 'bytes that are no UTF-8' }]
    return [{ ...at, key: 'a byte order mark', got: 'a byte order mark' }]
  },
)
