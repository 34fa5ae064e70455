import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { UsageError } from './errors.ts'
import { expectationsIn } from './selection-flags.ts'

function setup(): (text: string) => string {
  const folder = mkdtempSync(join(tmpdir(), 'expect-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return (text) => {
    const file = join(folder, 'readings.json')
    writeFileSync(file, text)
    return file
  }
}

describe('--expect', () => {
  test('takes pairs and files of them', async () => {
    const file = setup()
    expect(await expectationsIn(['repeat=400', file('{"foreign": 403}')])).toEqual({ repeat: '400', foreign: '403' })
  })

  test('answers any other file in words', async () => {
    const file = setup()
    const nonsense = fc.oneof(fc.string(), fc.json(), fc.constantFrom('null', '[]', '[403]', '"repeat=400"', '{"foreign": null}'))
    await fc.assert(
      fc.asyncProperty(
        nonsense.filter((text) => text.trim() !== '{}'),
        async (text) => {
          const refusal = expectationsIn([file(text)])
          await expect(refusal).rejects.toThrow(UsageError)
          await expect(refusal).rejects.toThrow(/^--expect /)
        },
      ),
    )
  })
})
