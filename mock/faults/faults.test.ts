import { describe, expect, test } from 'vitest'
import { accessSymptoms } from '../testing/symptoms/access.ts'
import { answerSymptoms } from '../testing/symptoms/answers.ts'
import { finalitySymptoms } from '../testing/symptoms/finality.ts'
import { setup } from '../testing/setup.ts'
import { faults } from './index.ts'

const symptoms = Object.entries({ ...finalitySymptoms, ...accessSymptoms, ...answerSymptoms })

describe.each(symptoms)('%s', (fault, isShown) => {
  test('shows with the fault', async () => {
    expect(await isShown(await setup({ faults: [fault] }))).toBe(true)
  })

  test('does not show without it', async () => {
    expect(await isShown(await setup())).toBe(false)
  })
})

test('every fault has a symptom', () => {
  const shown = new Set(symptoms.map(([fault]) => fault.split('=')[0]))
  expect(faults.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([])
})

test('names are unique, and summaries are sentences', () => {
  expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length)
  for (const { name, summary } of faults) {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(summary).toMatch(/^\S.*\.$/)
  }
})
