import { assert, beforeAll, describe, test } from 'vitest'
import { applyBaseline } from './engine/baseline.ts'
import type { RequirementResult } from './engine/result.ts'
import { staleSentence } from './engine/results.ts'
import { explain } from './explain.ts'
import { requirements } from './requirements/catalogue.ts'
import { expectation } from './requirements/expectation.ts'
import type { ConformanceOptions } from './run-conformance.ts'
import { runConformance } from './run-conformance.ts'

/**
 * Registers one test per requirement in your own vitest: the suite runs once, before the first of them. A `must` that
 * was not exercised fails; a `should` or `may` that was not is skipped with its reason, and so is what fails as the
 * `baseline` knows. A baseline is a test of its own, which fails when it knows failures that are none any more.
 *
 * @param options As for `runConformance`; `maxTime` is also the time limit of the run, in ms, default 120 000.
 */
export function conformance(options: ConformanceOptions): void {
  const { maxTime = 120_000, baseline } = options
  describe(`Day Zero contract: ${options.target}`, () => {
    let results: ReadonlyMap<string, RequirementResult> = new Map()
    let stopped: string | undefined
    beforeAll(async () => {
      const result = await runConformance({ ...options, maxTime })
      results = new Map(result.requirements.map((one) => [one.id, one]))
      if (!result.run.complete) stopped = result.headline
    }, maxTime + 30_000)
    const expectations = Object.entries(options.expect ?? {}).map(([reading, status]) => expectation(reading, status))
    for (const { id, level } of [...requirements, ...expectations]) {
      test(`${id} (${level})`, (context) => {
        const result = results.get(id)
        if (result === undefined) return context.skip('left out')
        const { verdict } = withoutKnown(result)
        if (verdict.kind === 'not exercised' && (level !== 'must' || verdict.allowed)) return context.skip(verdict.reason)
        const isKnown = verdict.kind === 'failed' && verdict.findings.every((finding) => finding.level !== 'must')
        if ((verdict.kind === 'passed' || isKnown) && stopped !== undefined) assert.fail(stopped)
        if (isKnown) return context.skip('fails as the baseline knows')
        if (verdict.kind !== 'passed') assert.fail(explain({ ...result, verdict }))
        return undefined
      })
    }
    if (baseline === undefined) return
    test('the baseline', (context) => {
      // What a run that was cut short did not see may fail all the same.
      if (stopped !== undefined) return context.skip(stopped)
      const { stale } = applyBaseline([...results.values()], baseline.failures)
      if (stale.length > 0) assert.fail(staleSentence(stale))
      return undefined
    })
  })
}

function withoutKnown(result: RequirementResult): RequirementResult {
  const { verdict } = result
  if (verdict.kind !== 'failed') return result
  return { ...result, verdict: { ...verdict, findings: verdict.findings.filter(({ known }) => known !== true) } }
}
