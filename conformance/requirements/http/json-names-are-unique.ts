import { answerOf } from '../../interpretation/answer.ts'
import { hasDuplicateKeys } from '../../interpretation/json.ts'
import { readRequest } from '../../interpretation/request.ts'
import { perExchange } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { rfc } from '../source.ts'

export const jsonNamesAreUnique: Requirement = perExchange(
  {
    id: 'http/json-names-are-unique',
    level: 'should',
    title: 'No object in an answer names a property twice',
    source: rfc(8259, '4', 'The names within an object SHOULD be unique.'),
  },
  (exchange, history) => {
    const { response } = exchange
    const text = response?.body.text
    if (response === null || text === undefined || exchange.end === null) return undefined
    if (readRequest(history, exchange).route === 'probe') return undefined
    const { body } = answerOf(response)
    if (body.kind !== 'json' || text.startsWith('\ufeff')) return undefined
    if (!hasDuplicateKeys(text, body.value)) return []
    return [{ key: 'twice', expected: 'each name once', got: text.slice(0, 200), exchanges: [exchange.id], at: 'body' }]
  },
)
