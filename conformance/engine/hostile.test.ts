import { randomBytes, randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Provisioner } from '../provisioner/index.ts'
import { runConformance } from '../run-conformance.ts'
import { allHostilities, startHostileTarget } from '../testing/hostile-target.ts'

/** Issues whatever is asked for; a hostile target knows none of it anyway. */
const provisioner: Provisioner = {
  limited: false,
  issue: async (kind, count) =>
    Array.from({ length: count }, () => ({ kind, id: randomUUID(), secret: `dz_${randomBytes(32).toString('base64url')}` })),
  close: async () => {},
}

describe.concurrent('against a hostile target', () => {
  test.each(allHostilities)('%s: the run ends, never with a pass, and says what happened', async (hostility) => {
    const target = await startHostileTarget(hostility)
    try {
      const result = await runConformance({ target: target.url, provisioner, seed: 1, requestTimeout: 2000 })
      expect([1, 3]).toContain(result.exitCode)
      expect(result.headline).not.toBe('')
      const findings = result.requirements.flatMap(({ verdict }) => (verdict.kind === 'failed' ? verdict.findings : []))
      expect(findings.length + (result.exitCode === 3 ? 1 : 0)).toBeGreaterThan(0)
    } finally {
      await target.close()
    }
  })

  test('bytes that answer no request are told as such', async () => {
    const target = await startHostileTarget('an answer too many, a little later')
    try {
      const { requirements } = await runConformance({ target: target.url, provisioner, seed: 1, requestTimeout: 2000, maxTime: 3000 })
      const verdict = requirements.find(({ id }) => id === 'http/answers-are-asked-for')?.verdict
      expect(verdict).toMatchObject({ warnings: [{ key: 'unsolicited', level: 'should' }] })
    } finally {
      await target.close()
    }
  })
})
