import type { Exchange, HistoryEvent } from '../../conformance/history/events.ts'

/** The history behind `counterexampleWith()`: a revocation, and the use of the revoked token that is not rejected. */
export const history: readonly HistoryEvent[] = [
  {
    kind: 'header',
    version: 1,
    suite: '0.1.0',
    contractDigest: 'a48aaf476af11aafb638ae490e1ea4da67307bc3e62b4173490f2691c9081fae',
    contractPath: '/api/v1/tokens/{token_id}/revoke',
    seed: 42,
    profile: 'quick',
    startedAt: '2026-11-23T12:00:00Z',
    doors: [{ name: 'target', kind: 'target', url: 'http://127.0.0.1:4010' }],
    propagation: 0,
    requestTimeout: 2000,
  },
  issued('manager-1', '5e14d2b3-2688-49cd-a2a3-98a722e0ab5d'),
  issued('revocable-7', 'a701e488-a435-4890-a040-35b0d55c2684'),
  exchangeWith({ id: 3, begin: 800, end: 802, bearer: 'revocable-7', status: 404, answer: '{"detail": "Resource not found"}' }),
  exchangeWith({
    id: 4,
    begin: 812.25,
    end: 814.5,
    bearer: 'manager-1',
    of: 'a701e488-a435-4890-a040-35b0d55c2684',
    status: 201,
    answer:
      '{"success": true, "data": {"id": "a701e488-a435-4890-a040-35b0d55c2684", "jti": "j", "revoked_at": "2026-11-23T12:00:00.814Z"}}',
  }),
  exchangeWith({ id: 7, begin: 840, end: 842, bearer: 'revocable-7', status: 404, answer: '{"detail": "Resource not found"}' }),
  { kind: 'footer', at: 900, complete: true },
]

interface Told {
  readonly id: number
  readonly begin: number
  readonly end: number
  /** Alias of the token presented. */
  readonly bearer: string
  /** Id in the path; default: one that nobody has. */
  readonly of?: string
  readonly status: number
  readonly answer: string
}

function exchangeWith({ id, begin, end, bearer, of = '6f0c2a8e-59d5-4c0b-8d47-0a4f7f1f5d10', status, answer }: Told): Exchange {
  return {
    kind: 'exchange',
    id,
    scenario: 'model',
    case: 'model#1',
    door: 'target',
    connection: 1,
    reused: true,
    begin,
    end,
    request: {
      method: 'POST',
      target: `/api/v1/tokens/${of}/revoke`,
      headers: [
        ['Host', '127.0.0.1:4010'],
        ['Authorization', `Bearer ⟦${bearer}⟧`],
      ],
      body: null,
      framing: 'none',
    },
    response: {
      status,
      httpVersion: '1.1',
      headers: [
        ['Content-Type', 'application/json'],
        ['Date', 'Mon, 23 Nov 2026 12:00:01 GMT'],
      ],
      body: { text: answer, length: answer.length },
    },
    failure: null,
  }
}

function issued(alias: string, id: string): HistoryEvent {
  const kind = alias.startsWith('manager') ? 'manager' : 'revocable'
  return { kind: 'issued', token: { alias, kind, id }, batch: 1, control: false, begin: 0, end: 1 }
}
