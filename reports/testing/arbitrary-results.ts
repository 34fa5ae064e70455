import fc from 'fast-check'
import type {
  Counterexample,
  ReportedFinding,
  RequirementResult,
  RunFacts,
  RunResult,
  Step,
  Verdict,
} from '../../conformance/engine/result.ts'
import type { Level } from '../../conformance/requirements/requirement.ts'

/** Texts as a hostile target would choose them: markup, control characters, both halves of surrogates, long ones. */
export const texts: fc.Arbitrary<string> = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    ']]>',
    '\u001b[2J\u001b]0;owned\u0007',
    '\u202egnp.exe',
    '::error::owned',
    '| a | `b` |',
    'javascript:alert(1)',
    '%0A::warning::x',
    'x'.repeat(2000),
  ),
)

const levels = fc.constantFrom<Level>('must', 'should', 'may')
const counts = fc.nat({ max: 100_000 })
const times = fc.double({ min: 0, max: 1e7, noNaN: true }).map((time) => time + 0)
const ids = fc
  .tuple(fc.constantFrom('finality', 'secrecy', 'http', 'envelope'), fc.stringMatching(/^[a-z]+(-[a-z]+){0,5}$/))
  .map((parts) => parts.join('/'))

const steps: fc.Arbitrary<Step> = fc.record({
  exchange: counts,
  begin: times,
  end: fc.option(times),
  who: texts,
  what: texts,
  status: fc.option(fc.integer({ min: 100, max: 599 })),
  answer: texts,
})

const counterexamples: fc.Arbitrary<Counterexample> = fc.record(
  { scenario: texts, steps: fc.array(steps, { maxLength: 12 }), curl: texts, replay: texts, shrinks: counts },
  { requiredKeys: ['scenario', 'steps', 'curl', 'shrinks'] },
)

function findings(ofLevels: fc.Arbitrary<Level> = levels): fc.Arbitrary<ReportedFinding> {
  return fc.record(
    {
      requirement: ids,
      level: ofLevels,
      key: texts,
      expected: texts,
      got: texts,
      exchanges: fc.array(counts, { maxLength: 5 }),
      tokens: fc.array(texts, { maxLength: 3 }),
      at: texts,
      candidates: fc.array(counts, { maxLength: 5 }),
      hint: texts,
      count: counts.map((count) => count + 1),
      known: fc.constant(true as const),
      counterexample: counterexamples,
    },
    { requiredKeys: ['requirement', 'level', 'key', 'expected', 'got', 'exchanges', 'tokens', 'count', 'counterexample'] },
  )
}

const verdicts: fc.Arbitrary<Verdict> = fc.oneof(
  fc.record({
    kind: fc.constant('passed' as const),
    exercised: counts,
    warnings: fc.array(findings(fc.constantFrom<Level>('should', 'may')), { maxLength: 2 }),
  }),
  fc.record({ kind: fc.constant('failed' as const), exercised: counts, findings: fc.array(findings(), { minLength: 1, maxLength: 3 }) }),
  fc.record({ kind: fc.constant('not exercised' as const), reason: texts, allowed: fc.boolean() }),
  fc.record({ kind: fc.constant('errored' as const), message: texts }),
)

const requirements: fc.Arbitrary<RequirementResult> = fc.record({
  id: ids,
  level: levels,
  title: texts,
  source: fc.record({ document: texts, at: texts, quote: texts }),
  verdict: verdicts,
})

const facts: fc.Arbitrary<RunFacts> = fc.record({
  suite: texts,
  contractDigest: texts,
  target: texts,
  doors: fc.array(texts, { maxLength: 3 }),
  profile: texts,
  seed: fc.integer(),
  startedAt: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') }).map((date) => date.toISOString()),
  duration: times,
  requests: counts,
  connections: counts,
  tokens: fc.dictionary(texts, counts, { maxKeys: 4 }),
  propagation: times,
  complete: fc.boolean(),
  races: fc.record({ count: counts, chanceToMiss: fc.double({ min: 0, max: 1, noNaN: true }).map((chance) => chance + 0) }),
  statuses: fc.dictionary(texts, fc.record({ count: counts, p50: times, p95: times, p99: times }), { maxKeys: 4 }),
  node: texts,
})

/** Results of any shape the types allow; they need not make sense, only be written down without harm. */
export const results: fc.Arbitrary<RunResult> = fc.record({
  outcome: fc.constantFrom('conformant', 'partial', 'not conformant', 'no conclusion'),
  headline: texts,
  exitCode: fc.constantFrom(0, 1, 3),
  requirements: fc.uniqueArray(requirements, { maxLength: 6, selector: ({ id }) => id }),
  readings: fc.dictionary(texts, fc.array(texts, { maxLength: 3 }), { maxKeys: 3 }),
  run: facts,
  leftovers: fc.array(fc.record({ alias: texts, reason: texts }), { maxLength: 3 }),
  notices: fc.array(texts, { maxLength: 3 }),
})
