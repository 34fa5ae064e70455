import { answeredWith } from '../../history/answered-with.ts'
import { listOf } from '../../interpretation/answer.ts'
import { readRequest } from '../../interpretation/request.ts'
import { perExchange } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { rfc } from '../source.ts'

export const challengeTellsNoErrorToNobody: Requirement = perExchange(
  {
    id: 'authentication/challenge-tells-no-error-to-nobody',
    level: 'may',
    title: 'The challenge to a request without a credential names no error',
    source: rfc(
      6750,
      '3.1',
      'If the request lacks any authentication information (e.g., the client was unaware that authentication is necessary or attempted using an unsupported authentication method), the resource server SHOULD NOT include an error code or other error information.',
    ),
  },
  (exchange, history) => {
    if (readRequest(history, exchange).credential.kind !== 'none') return undefined
    const challenge = listOf(exchange.response?.headers ?? [], 'www-authenticate')
    if (challenge === undefined) return undefined
    if (!/\berror\s*=/i.test(challenge)) return []
    return [
      {
        key: 'error named',
        expected: 'WWW-Authenticate: Bearer, without error',
        got: challenge,
        exchanges: [exchange.id],
        at: 'www-authenticate',
      },
    ]
  },
  (history) => answeredWith(history, 401),
)
