import type {
  Counterexample,
  ReportedFinding,
  RequirementResult,
  RunFacts,
  RunResult,
  Step,
  Verdict,
} from '../../conformance/engine/result.ts'

/** A run that found nothing; a test says only what differs. */
export function resultWith(change: Partial<RunResult> = {}): RunResult {
  return {
    outcome: 'conformant',
    headline: 'Every promise of the contract was kept.',
    exitCode: 0,
    requirements: [requirementWith({ id: 'existence/unknown-token-is-not-found', title: 'An unknown token is 404' })],
    readings: { repeat: ['201'], foreign: ['403'] },
    run: factsWith(),
    leftovers: [],
    notices: [],
    ...change,
  }
}

/** The result of a run in which these findings were made, each by the requirement it names. */
export function resultOf(...findings: readonly ReportedFinding[]): RunResult {
  const failed = findings.some(({ level }) => level === 'must')
  return resultWith({
    outcome: failed ? 'not conformant' : 'conformant',
    headline: failed ? 'A promise was broken.' : 'Every promise of the contract was kept.',
    exitCode: failed ? 1 : 0,
    requirements: findings.map((finding) =>
      requirementWith({
        id: finding.requirement,
        level: finding.level,
        verdict:
          finding.level === 'must'
            ? { kind: 'failed', exercised: 3, findings: [finding] }
            : { kind: 'passed', exercised: 3, warnings: [finding] },
      }),
    ),
  })
}

export function requirementWith(change: Partial<RequirementResult> = {}): RequirementResult {
  return {
    id: 'finality/revoked-is-rejected',
    level: 'must',
    title: 'A revoked token is rejected on every later request',
    source: {
      document: 'contract',
      at: '#/paths/~1api~1v1~1tokens~1{token_id}~1revoke/post/description',
      quote: 'The token is added to a blacklist and will be rejected on all future requests.',
    },
    verdict: passed(),
    ...change,
  }
}

export function passed(exercised = 12): Verdict {
  return { kind: 'passed', exercised, warnings: [] }
}

export function findingWith(change: Partial<ReportedFinding> = {}): ReportedFinding {
  return {
    requirement: 'finality/revoked-is-rejected',
    level: 'must',
    key: 'accepted',
    expected: '401 Unauthorized',
    got: '404 with {"detail":"Resource not found"}',
    exchanges: [4, 7],
    tokens: ['revocable-7'],
    at: 'status',
    count: 3,
    counterexample: counterexampleWith(),
    ...change,
  }
}

export function counterexampleWith(change: Partial<Counterexample> = {}): Counterexample {
  return {
    scenario: 'model',
    steps: [
      stepWith({ exchange: 4, begin: 812.25, end: 814.5, what: 'revokes revocable-7', status: 201, answer: '"revoked_at": "2026-…"' }),
      stepWith({ exchange: 7, begin: 840, end: 842, who: 'revocable-7', what: 'revokes an unknown token', status: 404, answer: '' }),
    ],
    curl: [
      'curl -sS -X POST "$TARGET/api/v1/tokens/$REVOCABLE_7_ID/revoke" -H "Authorization: Bearer $MANAGER_1"',
      'curl -sS -X POST "$TARGET/api/v1/tokens/6f0c2a8e-59d5-4c0b-8d47-0a4f7f1f5d10/revoke" -H "Authorization: Bearer $REVOCABLE_7"',
    ].join('\n'),
    replay: 'check --target http://127.0.0.1:4010 --provisioner http://127.0.0.1:4010/_mock/tokens --replay model:42:7:2:1',
    shrinks: 5,
    ...change,
  }
}

export function stepWith(change: Partial<Step> = {}): Step {
  return { exchange: 1, begin: 0, end: 1, who: 'manager-1', what: 'revokes revocable-1', status: 201, answer: '', ...change }
}

export function factsWith(change: Partial<RunFacts> = {}): RunFacts {
  return {
    suite: '0.1.0',
    contractDigest: 'a48aaf476af11aafb638ae490e1ea4da67307bc3e62b4173490f2691c9081fae',
    target: 'http://127.0.0.1:4010',
    doors: ['target'],
    profile: 'quick',
    seed: 42,
    startedAt: '2026-11-23T12:00:00Z',
    duration: 4210.5,
    requests: 612,
    connections: 14,
    tokens: { manager: 4, revocable: 57 },
    propagation: 0,
    complete: true,
    races: { count: 64, chanceToMiss: 0.038 },
    statuses: { 201: { count: 100, p50: 1.2, p95: 3.4, p99: 8 } },
    node: 'v20.20.2',
    ...change,
  }
}
