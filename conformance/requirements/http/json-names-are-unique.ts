import type { RecordedResponse } from '../../history/events.ts'
import { memoized } from '../../history/memo.ts'
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
    if (answerOf(response).body.kind !== 'json' || text.startsWith('\ufeff')) return undefined
    if (!namesTwice(response)) return []
    return [{ key: 'twice', expected: 'each name once', got: text.slice(0, 200), exchanges: [exchange.id], at: 'body' }]
  },
)

const namesTwice = memoized((response: RecordedResponse): boolean => {
  const { body } = answerOf(response)
  return body.kind === 'json' && hasDuplicateKeys(response.body.text ?? '', body.value)
})
