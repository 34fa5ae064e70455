import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { RunEvent } from '../conformance/engine/result.ts'
import type { WriterChoices } from '../conformance/engine/writer.ts'
import { ReportError } from './errors.ts'
import { resultWith } from './testing/results.ts'
import type { Surroundings } from './writers.ts'
import { writersIn } from './writers.ts'

const run: readonly RunEvent[] = [
  { kind: 'history', event: { kind: 'restart', begin: 1, end: 2 } },
  { kind: 'history', event: { kind: 'footer', at: 3, complete: true } },
  { kind: 'finished', result: resultWith() },
]

/** Runs the writers that these choices make over a small run; gives what they said. */
async function written(choices: Partial<WriterChoices>, env: NodeJS.ProcessEnv = {}): Promise<{ stdout: string; stderr: string }> {
  const said = { stdout: '', stderr: '' }
  const stream = (name: 'stdout' | 'stderr') => ({ write: (text: string) => ((said[name] += text), true) }) as unknown as NodeJS.WriteStream
  const surroundings: Surroundings = { stdout: stream('stdout'), stderr: stream('stderr'), env }
  const writers = await writersIn(surroundings)({ report: [], quiet: false, verbose: false, ...choices })
  for (const event of run) for (const writer of writers) await writer.on(event)
  for (const writer of writers) await writer.close()
  return said
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'reports-'))
  onTestFinished(() => rm(path, { recursive: true }))
  return path
}

test('without a wish there is the terminal alone', async () => {
  const { stdout, stderr } = await written({})
  expect(stdout).toContain('CONFORMANT')
  expect(stdout).not.toContain('Reports\n')
  expect(stderr).toBe('')
})

test('a folder gets the usual set, and the terminal says where it is', async () => {
  const out = join(await folder(), 'out')
  const { stdout } = await written({ out })
  expect((await readdir(out)).toSorted()).toEqual(['history.ndjson', 'junit.xml', 'report.html', 'report.json', 'report.md'])
  expect(stdout).toContain(`Reports\n  ${join(out, 'report.json')}\n  ${join(out, 'history.ndjson')}\n  `)
})

test('the history is a line for each event', async () => {
  const out = await folder()
  await written({ out })
  const lines = readFileSync(join(out, 'history.ndjson'), 'utf8').trimEnd().split('\n')
  expect(lines.map((line) => (JSON.parse(line) as { kind: string }).kind)).toEqual(['restart', 'footer'])
})

test('one format may be asked for, at a path of its own', async () => {
  const path = join(await folder(), 'some', 'where.json')
  await written({ report: [`json=${path}`] })
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ version: 1, outcome: 'conformant' })
})

test('a path may hold an equals sign', async () => {
  const path = join(await folder(), 'a=b.json')
  await written({ report: [`json=${path}`] })
  expect(existsSync(path)).toBe(true)
})

test('a report on standard output has it to itself', async () => {
  const { stdout, stderr } = await written({ report: ['json=-'] })
  expect(JSON.parse(stdout)).toMatchObject({ version: 1 })
  expect(stderr).toContain('CONFORMANT')
})

test('a format that does not exist is refused, with those that do', async () => {
  await expect(written({ report: ['pdf'] })).rejects.toThrow(ReportError)
  await expect(written({ report: ['pdf'] })).rejects.toThrow(/^"pdf" is no report format\. Choose one of: json, history/)
})

test('when one report cannot be opened, no half of another is left', async () => {
  const out = await folder()
  await writeFile(join(out, 'taken'), '')
  await expect(written({ out, report: [`json=${join(out, 'taken', 'x.json')}`] })).rejects.toThrow(/cannot be written/)
  expect(await readdir(out)).not.toContain('report.json.part')
})

test('on GitHub it annotates and writes the job summary by itself', async () => {
  const summary = join(await folder(), 'summary.md')
  const { stdout } = await written({}, { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary })
  expect(stdout).toMatch(/^::stop-commands::([0-9a-f-]{36})\n[^]*CONFORMANT[^]*\n::\1::\n$/)
  expect(readFileSync(summary, 'utf8')).toMatch(/^## ✅ dayzero-contract: conformant/)
})
