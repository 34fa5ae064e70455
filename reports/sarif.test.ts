import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sarifOf } from './sarif.ts'
import { results } from './testing/arbitrary-results.ts'
import { findingWith, requirementWith, resultOf, resultWith } from './testing/results.ts'

const schema = readFileSync(new URL('testing/schemas/sarif-schema-2.1.0.json', import.meta.url), 'utf8')
const validate = formats.default(new Ajv({ allErrors: true, strict: false, unicodeRegExp: false })).compile(JSON.parse(schema) as object)

test('whatever the result, it is valid against the official schema', () => {
  fc.assert(
    fc.property(results, (result) => {
      validate(JSON.parse(JSON.stringify(sarifOf(result))))
      expect(validate.errors ?? []).toEqual([])
    }),
  )
})

test('a finding is a result of its rule, with its sequence and the command that shows it again', () => {
  expect(sarifOf(resultOf(findingWith()))).toMatchObject({
    runs: [
      {
        tool: { driver: { rules: [{ id: 'finality/revoked-is-rejected', defaultConfiguration: { level: 'error' } }] } },
        results: [
          {
            ruleId: 'finality/revoked-is-rejected',
            ruleIndex: 0,
            level: 'error',
            message: { text: expect.stringMatching(/^Expected 401 Unauthorized, got 404/) },
            codeFlows: [
              { threadFlows: [{ locations: [{}, { location: { message: { text: 'revocable-7 revokes an unknown token: 404' } } }] }] },
            ],
            properties: { replay: expect.stringMatching(/^dayzero-contract check /) },
          },
        ],
      },
    ],
  })
})

test('a breach keeps its fingerprint from run to run', () => {
  const fingerprint = (finding: ReturnType<typeof findingWith>) =>
    (sarifOf(resultOf(finding)) as { runs: [{ results: [{ partialFingerprints: object }] }] }).runs[0].results[0].partialFingerprints
  expect(fingerprint(findingWith({ exchanges: [99], got: 'something else' }))).toEqual(fingerprint(findingWith()))
  expect(fingerprint(findingWith({ key: 'another' }))).not.toEqual(fingerprint(findingWith()))
})

test('a link that a target puts into its answer does not become one', () => {
  const sarif = JSON.stringify(sarifOf(resultOf(findingWith({ got: '[click](https://evil.example) and ["a"]' }))))
  expect(JSON.parse(sarif)).toMatchObject({
    runs: [{ results: [{ message: { text: expect.stringContaining('\\[click](https://evil.example) and ["a"]') } }] }],
  })
})

test('a run without a conclusion was no success, and a judge that broke is told', () => {
  const requirements = [requirementWith({ verdict: { kind: 'errored', message: 'x is undefined' } })]
  expect(sarifOf(resultWith({ outcome: 'no conclusion', exitCode: 3, requirements }))).toMatchObject({
    runs: [
      {
        invocations: [
          {
            executionSuccessful: false,
            exitCode: 3,
            toolExecutionNotifications: [{ level: 'error', message: { text: 'x is undefined' } }],
          },
        ],
      },
    ],
  })
})
