import XMLBuilder from 'fast-xml-builder'
import type { RunFacts, RunResult } from '../conformance/engine/result.ts'
import type { Writer } from '../conformance/engine/writer.ts'
import type { Case } from './cases.ts'
import { casesOf } from './cases.ts'
import type { Destination } from './format.ts'
import { atTheEnd } from './format.ts'
import { visible } from './visible.ts'

/**
 * Writes JUnit XML as Jenkins' xUnit plugin defines it (`junit-10.xsd`): a suite for each family, a case for each
 * requirement. Warnings are the case's output; what was not exercised is skipped; a run without a conclusion and a
 * judge that broke are errors.
 */
export function junitWriter(destination: Destination): Writer {
  return atTheEnd(destination, ({ result }) => junitOf(result))
}

export function junitOf(result: RunResult): string {
  const cases = casesOf(result)
  const families = [...new Set(cases.map(({ family }) => family))]
  const { duration, startedAt } = result.run
  const suites = families.map((family) => {
    const members = cases.filter((testCase) => testCase.family === family)
    return {
      ...attributes({ name: family, ...countsIn(members), skipped: countOf('skipped', members), timestamp: startedAt }),
      ...(family === 'run' ? { properties: { property: propertiesOf(result.run) } } : {}),
      testcase: members.map(testcaseOf),
    }
  })
  const xml = {
    '?xml': attributes({ version: '1.0', encoding: 'UTF-8' }),
    testsuites: { ...attributes({ name: 'dayzero-contract', time: (duration / 1000).toFixed(3), ...countsIn(cases) }), testsuite: suites },
  }
  return builder.build(xml)
}

const builder = new XMLBuilder({ ignoreAttributes: false, format: true, suppressBooleanAttributes: false })

function testcaseOf({ family, name, level, title, status, message = '', details = message, warnings }: Case): object {
  const because = { ...attributes({ type: level, message }), '#text': details }
  const output = [`${title} (${level})`, ...warnings.map((warning) => `warning: ${warning}`)].join('\n')
  return {
    ...attributes({ name, classname: family }),
    ...(status === 'failed' ? { failure: because } : {}),
    ...(status === 'errored' ? { error: because } : {}),
    ...(status === 'skipped' ? { skipped: attributes({ message }) } : {}),
    'system-out': output,
  }
}

function propertiesOf({ target, profile, seed, suite, contractDigest }: RunFacts): readonly object[] {
  const facts = { target, profile, seed: String(seed), suite, contractDigest }
  return Object.entries(facts).map(([name, value]) => attributes({ name, value }))
}

function countsIn(cases: readonly Case[]): Record<string, string> {
  return { tests: String(cases.length), failures: countOf('failed', cases), errors: countOf('errored', cases) }
}

function countOf(status: Case['status'], cases: readonly Case[]): string {
  return String(cases.filter((testCase) => testCase.status === status).length)
}

/** Attributes as the builder wants them. */
function attributes(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`@_${name}`, visible(value)]))
}
