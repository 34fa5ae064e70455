import { answeredWith } from '../../history/answered-with.ts'
import { listOf } from '../../interpretation/answer.ts'
import { perExchange } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { rfc } from '../source.ts'

export const challengeIsSent: Requirement = perExchange(
  {
    id: 'authentication/challenge-is-sent',
    level: 'should',
    title: 'A 401 carries a Bearer challenge in `WWW-Authenticate`',
    source: rfc(
      9110,
      '15.5.2',
      'The server generating a 401 response MUST send a WWW-Authenticate header field (Section 11.6.1) containing at least one challenge applicable to the target resource.',
    ),
  },
  ({ id, response }) => {
    const challenge = listOf(response?.headers ?? [], 'www-authenticate')
    if (challenge !== undefined && /(?:^|,)\s*bearer\b/i.test(challenge)) return []
    return [
      {
        key: challenge === undefined ? 'absent' : 'another scheme',
        expected: 'WWW-Authenticate: Bearer',
        got: challenge ?? 'no WWW-Authenticate field',
        exchanges: [id],
        at: 'www-authenticate',
      },
    ]
  },
  (history) => answeredWith(history, 401),
)
