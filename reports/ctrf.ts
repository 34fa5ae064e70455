import type { RunResult } from '../conformance/engine/result.ts'
import type { Writer } from '../conformance/engine/writer.ts'
import type { Case } from './cases.ts'
import { casesOf } from './cases.ts'
import type { Destination } from './format.ts'
import { atTheEnd } from './format.ts'

/**
 * Writes the Common Test Report Format, version 0.0.0, as JSON: a test for each requirement.
 *
 * @see https://ctrf.io/docs/specification/overview
 */
export function ctrfWriter(destination: Destination): Writer {
  return atTheEnd(destination, ({ result }) => `${JSON.stringify(ctrfOf(result), null, 2)}\n`)
}

export function ctrfOf(result: RunResult): object {
  const { run, outcome } = result
  const cases = casesOf(result)
  const start = Date.parse(run.startedAt)
  const duration = Math.round(run.duration)
  const count = (...statuses: readonly Case['status'][]) => cases.filter(({ status }) => statuses.includes(status)).length
  return {
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    generatedBy: 'dayzero-contract',
    results: {
      tool: { name: 'dayzero-contract', version: run.suite },
      summary: {
        tests: cases.length,
        passed: count('passed'),
        failed: count('failed', 'errored'),
        skipped: count('skipped'),
        pending: 0,
        other: 0,
        suites: new Set(cases.map(({ family }) => family)).size,
        start,
        stop: start + duration,
        duration,
      },
      tests: cases.map(testOf),
      environment: {
        appName: run.target,
        healthy: outcome === 'conformant' || outcome === 'partial',
        extra: { profile: run.profile, seed: run.seed, contractDigest: run.contractDigest },
      },
    },
  }
}

function testOf({ family, name, title, level, status, message, details, warnings }: Case): object {
  return {
    name: `${family}/${name}`,
    // The format has no word for a broken judge, and `other` would look harmless.
    status: status === 'errored' ? 'failed' : status,
    rawStatus: status,
    // A requirement is judged over the whole run; there is no time that is its own.
    duration: 0,
    suite: [family],
    tags: [level],
    ...(message === undefined ? {} : { message }),
    ...(details === undefined ? {} : { trace: details }),
    ...(warnings.length === 0 ? {} : { stdout: warnings.map((warning) => `warning: ${warning}`) }),
    extra: { title },
  }
}
