import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isDateTime } from '../contract/index.ts'
import { jsonWriter, reportSchema } from './json.ts'
import { results } from './testing/arbitrary-results.ts'
import { inMemory } from './testing/memory.ts'
import { findingWith, resultOf, resultWith } from './testing/results.ts'
import type { RunResult } from '../conformance/engine/result.ts'

const schema = JSON.parse(readFileSync(new URL('schema/report-v1.json', import.meta.url), 'utf8')) as Record<string, unknown>

async function written(result: RunResult): Promise<string> {
  const destination = inMemory()
  const writer = jsonWriter(destination)
  await writer.on({ kind: 'finished', result })
  await writer.close()
  expect(destination.closed).toBe(true)
  return destination.text
}

describe('report.json', () => {
  const validate = validatorOf(schema)

  test('fits its schema, whatever the result', async () => {
    await fc.assert(
      fc.asyncProperty(results, async (result) => {
        validate(JSON.parse(await written(result)))
        expect(validate.errors ?? []).toEqual([])
      }),
    )
  })

  test('has no field that its schema does not describe', async () => {
    const strict = validatorOf(closed(schema))
    await fc.assert(
      fc.asyncProperty(results, async (result) => {
        strict(JSON.parse(await written(result)))
        expect(strict.errors ?? []).toEqual([])
      }),
    )
  })

  test('holds the whole result and gives it back', async () => {
    await fc.assert(
      fc.asyncProperty(results, async (result) => {
        expect(JSON.parse(await written(result))).toEqual({ $schema: reportSchema, version: 1, ...result })
      }),
    )
  })

  test('names the schema by its id', () => expect(schema['$id']).toBe(reportSchema))

  test('ends with a line break and is indented, so that a diff can be read', async () => {
    expect(await written(resultWith())).toMatch(/^\{\n {2}"\$schema".*\}\n$/s)
  })

  test('is not written at all when the run gave no result', async () => {
    const destination = inMemory()
    const writer = jsonWriter(destination)
    await writer.on({ kind: 'notice', message: 'something' })
    await writer.close()
    expect(destination.text).toBe('')
  })
})

describe('the schema refuses', () => {
  const validate = validatorOf(schema)
  const expectRefusal = async (change: (report: Record<string, unknown>) => void) => {
    const report = JSON.parse(await written(resultOf(findingWith()))) as Record<string, unknown>
    expect(validate(report)).toBe(true)
    change(report)
    expect(validate(report)).toBe(false)
  }

  test.each(['outcome', 'headline', 'exitCode', 'requirements', 'readings', 'run', 'leftovers', 'notices', 'version'])(
    'a report without %s',
    async (field) => expectRefusal((report) => delete report[field]),
  )

  test('another version', async () => expectRefusal((report) => (report['version'] = 2)))

  test('a verdict it does not know', async () =>
    expectRefusal((report) => (((report['requirements'] as { verdict: unknown }[])[0] ?? { verdict: 0 }).verdict = { kind: 'skipped' })))
})

function validatorOf(of: object) {
  return new Ajv2020({ allErrors: true, formats: { 'date-time': isDateTime } }).compile(of)
}

/** The schema with every object closed to fields it does not name. */
function closed(part: unknown): Record<string, unknown> {
  return JSON.parse(JSON.stringify(part), (key: string, value: unknown) => {
    const names = typeof value === 'object' && value !== null && 'properties' in value && !('additionalProperties' in value)
    // A verdict names its fields in the branches of its `oneOf`.
    return names && key !== 'properties' ? { ...value, additionalProperties: false } : value
  }) as Record<string, unknown>
}
