import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { RunResult } from '../conformance/engine/result.ts'
import type { ReportFlags } from './commands.ts'
import { convert } from './convert.ts'
import { reportOf } from './json.ts'
import { storedResult } from './stored.ts'
import { results } from './testing/arbitrary-results.ts'
import { history } from './testing/history.ts'
import { findingWith, resultOf, resultWith } from './testing/results.ts'

/** Writes a file beside others of its test; all are gone when the test has ended. */
async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'reports-'))
  onTestFinished(() => rm(path, { recursive: true }))
  for (const [name, text] of Object.entries(files)) await writeFile(join(path, name), text)
  return path
}

async function converted(path: string, flags: Partial<ReportFlags>): Promise<string> {
  let stdout = ''
  const stream = { write: (text: string) => ((stdout += text), true) } as unknown as NodeJS.WriteStream
  await convert(path, { format: [], ...flags }, { stdout: stream, stderr: stream, env: {} })
  return stdout
}

const json = (result: RunResult) => JSON.stringify(reportOf(result))
const ndjson = history.map((event) => `${JSON.stringify(event)}\n`).join('')

test('a stored report reads back as the result it was written from', async () => {
  const folder = await folderWith({})
  const path = join(folder, 'report.json')
  await fc.assert(
    fc.asyncProperty(results, async (result) => {
      await writeFile(path, json(result))
      expect(await storedResult(path)).toEqual(reportOf(result))
    }),
    { numRuns: 30 },
  )
})

test('a stored run is shown as when it ended', async () => {
  const folder = await folderWith({ 'report.json': json(resultOf(findingWith())) })
  expect(await converted(join(folder, 'report.json'), {})).toContain('NOT CONFORMANT  A promise was broken.')
})

test('a stored run is converted with its history, and nothing is shown', async () => {
  const folder = await folderWith({ 'report.json': json(resultWith()), 'history.ndjson': ndjson })
  expect(await converted(join(folder, 'report.json'), { format: ['history=-'] })).toBe(ndjson)
})

test('a history that lies elsewhere can be given', async () => {
  const folder = await folderWith({ 'report.json': json(resultWith()), 'other.ndjson': ndjson })
  const out = join(folder, 'copy')
  await converted(join(folder, 'report.json'), { history: join(folder, 'other.ndjson'), out })
  expect(readFileSync(join(out, 'history.ndjson'), 'utf8')).toBe(ndjson)
  expect(existsSync(join(out, 'report.json'))).toBe(true)
})

describe('refused, with what is wrong and where:', () => {
  test('a file that is not there', async () => {
    await expect(storedResult('/no/such.json')).rejects.toMatchObject({
      code: 'UNREADABLE',
      message: expect.stringMatching(/^\/no\/such\.json: cannot be read/),
    })
  })

  test('a file that is no JSON', async () => {
    const folder = await folderWith({ 'report.json': 'no' })
    await expect(storedResult(join(folder, 'report.json'))).rejects.toMatchObject({
      code: 'NOT_A_REPORT',
      message: expect.stringMatching(/is not JSON/),
    })
  })

  test('JSON that is no report', async () => {
    const folder = await folderWith({ 'report.json': JSON.stringify({ ...reportOf(resultWith()), headline: 5 }) })
    await expect(storedResult(join(folder, 'report.json'))).rejects.toMatchObject({
      code: 'NOT_A_REPORT',
      message: expect.stringMatching(/is no report of version 1 \(\/headline must be string\)\. Give a report\.json that a run wrote\.$/),
    })
  })
})
