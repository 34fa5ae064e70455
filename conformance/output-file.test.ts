import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { tryFile, writeOutput } from './output-file.ts'

function setup(): { path: (name: string) => string; modeOf: (file: string) => number } {
  const folder = mkdtempSync(join(tmpdir(), 'output-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return { path: (name) => join(folder, name), modeOf: (file) => statSync(file).mode & 0o777 }
}

describe('a file for the end of a run', () => {
  test('is tried without a trace, its folder made', async () => {
    const { path } = setup()
    await tryFile({ flag: '--kept', file: path('new/kept.json') })
    expect(existsSync(path('new'))).toBe(true)
    expect(existsSync(path('new/kept.json'))).toBe(false)
  })

  test('keeps what it holds when it is tried', async () => {
    const { path } = setup()
    writeFileSync(path('kept.json'), 'old')
    await tryFile({ flag: '--kept', file: path('kept.json'), mode: 0o600 })
    expect(readFileSync(path('kept.json'), 'utf8')).toBe('old')
  })

  test('is for those alone that its mode says, also where everybody could read an older one', async () => {
    const { path, modeOf } = setup()
    const output = { flag: '--kept', file: path('kept.json'), mode: 0o600 }
    writeFileSync(output.file, 'a longer text than the new one')
    chmodSync(output.file, 0o644)
    await writeOutput(output, 'new')
    expect(readFileSync(output.file, 'utf8')).toBe('new')
    expect(modeOf(output.file)).toBe(0o600)
    rmSync(output.file)
    await writeOutput(output, 'new')
    expect(modeOf(output.file)).toBe(0o600)
  })

  test.each(['', '/below'])('that cannot be written is named with its flag, before and after the run', async (below) => {
    const { path } = setup()
    writeFileSync(path('file'), '')
    const file = below === '' ? path('.') : `${path('file')}${below}`
    const message = `--kept ${file} cannot be written (`
    await expect(tryFile({ flag: '--kept', file })).rejects.toThrow(message)
    await expect(writeOutput({ flag: '--kept', file }, 'x')).rejects.toThrow(message)
  })
})
