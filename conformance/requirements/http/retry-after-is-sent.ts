import { answeredWith } from '../../history/answered-with.ts'
import { headerOf } from '../../interpretation/answer.ts'
import { perExchange } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { rfc } from '../source.ts'

export const retryAfterIsSent: Requirement = perExchange(
  {
    id: 'http/retry-after-is-sent',
    level: 'may',
    title: 'A 429 says when to come back in `Retry-After`',
    source: rfc(
      6585,
      '4',
      'The response representations SHOULD include details explaining the condition, and MAY include a Retry-After header indicating how long to wait before making a new request.',
    ),
  },
  ({ id, response }) => {
    const after = headerOf(response?.headers ?? [], 'retry-after')
    if (after !== undefined && (/^\d+$/.test(after) || !Number.isNaN(Date.parse(after)))) return []
    const key = after === undefined ? 'absent' : 'unreadable'
    return [{ key, expected: 'Retry-After in seconds, or a date', got: after ?? 'none', exchanges: [id], at: 'retry-after' }]
  },
  (history) => answeredWith(history, 429),
)
