import { assert, beforeAll, describe, test } from 'vitest'
import type { RequirementResult } from './engine/result.ts'
import { explain } from './explain.ts'
import { requirements } from './requirements/catalogue.ts'
import { expectation } from './requirements/expectation.ts'
import type { ConformanceOptions } from './run-conformance.ts'
import { runConformance } from './run-conformance.ts'

/**
 * Registers one test per requirement in your own vitest: the suite runs once, before the first of them. A `must` that
 * was not exercised fails; a `should` or `may` that was not is skipped with its reason.
 *
 * @param options As for `runConformance`; `maxTime` is also the time limit of the run, in ms, default 120 000.
 */
export function conformance(options: ConformanceOptions): void {
  const { maxTime = 120_000 } = options
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
        const { verdict } = result
        if (verdict.kind === 'not exercised' && (level !== 'must' || verdict.allowed)) return context.skip(verdict.reason)
        if (verdict.kind === 'passed' && stopped !== undefined) assert.fail(stopped)
        if (verdict.kind !== 'passed') assert.fail(explain(result))
        return undefined
      })
    }
  })
}
