import { jsonText } from '../../interpretation/json.ts'
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
    const text = exchange.response?.body.text
    if (text === undefined || exchange.end === null || readRequest(history, exchange).route === 'probe') return undefined
    const json = jsonText(text)
    if (json.kind !== 'json') return undefined
    if (!json.duplicateKeys) return []
    return [{ key: 'twice', expected: 'each name once', got: text.slice(0, 200), exchanges: [exchange.id], at: 'body' }]
  },
)
