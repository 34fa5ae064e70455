import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { junitOf } from './junit.ts'
import { results } from './testing/arbitrary-results.ts'
import { findingWith, passed, requirementWith, resultOf, resultWith } from './testing/results.ts'

const xsd = readFileSync(new URL('testing/schemas/junit-10.xsd', import.meta.url), 'utf8')

async function problemsIn(...documents: readonly string[]): Promise<readonly string[]> {
  const xml = documents.map((contents, index) => ({ fileName: `${index}.xml`, contents }))
  const { errors } = await validateXML({ xml, schema: [{ fileName: 'junit-10.xsd', contents: xsd }] })
  return errors.map(({ rawMessage }) => rawMessage)
}

test('whatever the result, it is valid against the schema that Jenkins uses', async () => {
  // One process of xmllint for all of them: it takes longer to start than to validate.
  expect(await problemsIn(...fc.sample(results, 100).map(junitOf))).toEqual([])
})

test('what is not in the schema would be noticed', async () => {
  expect(await problemsIn(junitOf(resultWith()).replace('classname=', 'colour='))).not.toEqual([])
})

describe('a requirement', () => {
  test('that failed is a failure with the whole story', () => {
    const xml = junitOf(resultOf(findingWith()))
    expect(xml).toContain('<testsuites name="dayzero-contract" time="4.210" tests="2" failures="1" errors="0">')
    expect(xml).toContain('<testcase name="revoked-is-rejected" classname="finality">')
    expect(xml).toMatch(/<failure type="must" message="expected 401 Unauthorized, got 404 with .*">✗ finality\/revoked-is-rejected/)
    expect(xml).toContain('replay    dayzero-contract check')
  })

  test('with a warning passes and says so', () => {
    const xml = junitOf(resultOf(findingWith({ level: 'should' })))
    expect(xml).not.toContain('<failure')
    expect(xml).toContain('warning: should: expected 401 Unauthorized, got')
  })

  test('that was not exercised is skipped, with the reason', () => {
    const verdict = { kind: 'not exercised', reason: 'no outsider could be issued', allowed: true } as const
    expect(junitOf(resultWith({ requirements: [requirementWith({ verdict })] }))).toContain(
      '<skipped message="no outsider could be issued">',
    )
  })

  test('whose judge broke is an error', () => {
    const requirements = [requirementWith({ verdict: { kind: 'errored', message: 'x is undefined' } })]
    expect(junitOf(resultWith({ requirements }))).toContain('<error type="must" message="x is undefined">x is undefined</error>')
  })
})

test('a run without a conclusion is not green, although nothing failed', () => {
  const requirements = [requirementWith({ verdict: passed() })]
  const xml = junitOf(resultWith({ outcome: 'no conclusion', headline: 'The run was interrupted.', exitCode: 3, requirements }))
  expect(xml).toContain('failures="0" errors="1">')
  expect(xml).toContain('message="The run was interrupted."')
})

test('markup of the target stays text', () => {
  const xml = junitOf(resultOf(findingWith({ got: ']]><script>alert("1")</script>&nbsp;' })))
  expect(xml).not.toContain('<script')
  expect(xml).toContain('&lt;script&gt;')
  expect(xml).toContain('&amp;nbsp;')
})
