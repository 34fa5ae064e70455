import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { UsageError } from '../errors.ts'
import { requirements } from '../requirements/catalogue.ts'
import { Story } from '../testing/story.ts'
import { applyBaseline, readBaseline, writeBaseline } from './baseline.ts'
import { judge } from './judge.ts'
import type { RequirementResult } from './result.ts'
import { resultsOf } from './results.ts'

async function file(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'baseline-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return join(folder, 'baseline.json')
}

function resultsFor(story: Story): readonly RequirementResult[] {
  return resultsOf(story.history(), judge(story.history(), requirements), [], { only: [], skip: [], allowUnexercised: [] }, () => undefined)
}

const failing = (): readonly RequirementResult[] => resultsFor(new Story().meet().revoke('revocable-1', { status: 403 }))
const id = 'validation/valid-requests-are-accepted'

describe('a baseline', () => {
  test('knows every failure that it was written from, and no other', async () => {
    const path = await file()
    await writeBaseline(path, failing())
    const { failures, unexercised } = await readBaseline(path)
    expect(failures.map(({ requirement }) => requirement)).toContain(id)
    expect(unexercised).toContain('finality/stays-rejected')
    const { results, stale } = applyBaseline(failing(), failures)
    const levels = results
      .flatMap(({ verdict }) => (verdict.kind === 'failed' ? verdict.findings : []))
      .filter(({ level }) => level === 'must')
    expect(levels.length).toBeGreaterThan(0)
    expect(levels.every(({ known }) => known === true)).toBe(true)
    expect(stale).toEqual([])
  })

  test('tells of a failure that is none any more', () => {
    const gone = { requirement: id, key: 'revocation: 403' }
    expect(applyBaseline(resultsFor(new Story().meet().revoke('revocable-1')), [gone]).stale).toEqual([gone])
  })

  test('says nothing of a requirement that was not judged', () => {
    const other = { requirement: 'finality/no-such', key: 'x' }
    expect(applyBaseline(failing(), [other]).stale).toEqual([])
  })

  test.each(['', '[]', '{}', '{"failures": [{"requirement": 5, "key": "x"}], "unexercised": []}', '{"failures": [], "unexercised": [5]}'])(
    'of %j is refused with what to do',
    async (text) => {
      const path = await file()
      await writeFile(path, text)
      await expect(readBaseline(path)).rejects.toThrow(UsageError)
      await expect(readBaseline(path)).rejects.toThrow(/--write-baseline/)
    },
  )

  test('that is not there is named', async () => {
    const path = await file()
    await expect(readBaseline(path)).rejects.toThrow(`--baseline ${path} cannot be read`)
  })
})
