import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { growingFile, standardStream, wholeFile } from './destination.ts'

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'reports-'))
  onTestFinished(() => rm(path, { recursive: true }))
  return path
}

describe('a file that appears whole', () => {
  test('is not there before it is closed, and then holds everything', async () => {
    const path = join(await folder(), 'deep', 'er', 'report.json')
    const file = await wholeFile(path)
    await file.write('a')
    await file.write('b')
    expect(existsSync(path)).toBe(false)
    await file.close()
    expect(readFileSync(path, 'utf8')).toBe('ab')
    expect(existsSync(`${path}.part`)).toBe(false)
  })

  test('leaves an older one alone when nothing was written', async () => {
    const path = join(await folder(), 'report.json')
    await writeFile(path, 'older')
    await (await wholeFile(path)).close()
    expect(readFileSync(path, 'utf8')).toBe('older')
    expect(existsSync(`${path}.part`)).toBe(false)
  })
})

describe('a file that grows', () => {
  test('can be read up to what was written when the run is cut short', async () => {
    const path = join(await folder(), 'history.ndjson')
    const file = await growingFile(path)
    await file.write('first\n')
    await expect.poll(() => readFileSync(path, 'utf8')).toBe('first\n')
    await file.close()
  })

  test('takes more than its buffer', async () => {
    const path = join(await folder(), 'history.ndjson')
    const file = await growingFile(path)
    const line = `${'x'.repeat(1000)}\n`
    for (let n = 0; n < 2000; n += 1) await file.write(line)
    await file.close()
    expect(readFileSync(path, 'utf8').length).toBe(2000 * line.length)
  })
})

test.each([
  ['growing', growingFile],
  ['whole', wholeFile],
])('a %s file that cannot be written is refused at once, in words', async (_, open) => {
  const path = join(await folder(), 'taken')
  await writeFile(path, '')
  await expect(open(join(path, 'report.json'))).rejects.toMatchObject({
    code: 'NOT_WRITABLE',
    message: expect.stringMatching(/taken\/report\.json: the report cannot be written \(.+\)\. Give another path\.$/),
  })
})

test('standard output is not closed', async () => {
  const chunks: string[] = []
  const stream = { write: (chunk: string) => chunks.push(chunk) > 0 } as unknown as NodeJS.WritableStream
  const destination = standardStream(stream)
  await destination.write('a')
  await destination.close()
  await destination.write('b')
  expect(chunks).toEqual(['a', 'b'])
})
