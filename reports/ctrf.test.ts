import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import { schema } from 'ctrf'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ctrfOf } from './ctrf.ts'
import { results } from './testing/arbitrary-results.ts'
import { findingWith, resultOf, resultWith } from './testing/results.ts'

const validate = formats.default(new Ajv({ allErrors: true, strict: false })).compile(schema)

test('whatever the result, it is valid against the official schema', () => {
  fc.assert(
    fc.property(results, (result) => {
      validate(JSON.parse(JSON.stringify(ctrfOf(result))))
      expect(validate.errors ?? []).toEqual([])
    }),
  )
})

test('a failure carries its message and the whole story', () => {
  expect(ctrfOf(resultOf(findingWith()))).toMatchObject({
    results: {
      summary: { tests: 2, passed: 1, failed: 1 },
      tests: [
        { name: 'run/comes-to-a-conclusion', status: 'passed' },
        {
          name: 'finality/revoked-is-rejected',
          status: 'failed',
          suite: ['finality'],
          tags: ['must'],
          message: expect.stringMatching(/^expected 401 Unauthorized, got 404/),
          trace: expect.stringContaining('replay    dayzero-contract check'),
        },
      ],
      environment: { healthy: false },
    },
  })
})

test('a warning fails nothing', () => {
  expect(ctrfOf(resultOf(findingWith({ level: 'may' })))).toMatchObject({
    results: { summary: { failed: 0 }, tests: [{}, { status: 'passed', stdout: [expect.stringMatching(/^warning: may: /)] }] },
  })
})

test('a run without a conclusion has failed', () => {
  expect(ctrfOf(resultWith({ outcome: 'no conclusion' }))).toMatchObject({
    results: { summary: { failed: 1 }, environment: { healthy: false } },
  })
})
