import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { linesOf } from './file-lines.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lines-'))
})
afterAll(() => rm(folder, { recursive: true }))

interface Line {
  readonly number: number
  readonly text: string
  readonly open: boolean
}

async function linesIn(content: string | Uint8Array): Promise<readonly Line[]> {
  const path = join(folder, 'file')
  await writeFile(path, content)
  const lines: Line[] = []
  for await (const some of linesOf(path)) for (const { bytes, ...line } of some) lines.push({ ...line, text: bytes.toString() })
  return lines
}

test('a file is read line by line, and its last line is open where no break ends it', () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: fc.constantFrom('a', '\u27e6', '\u{1F4A9}', ' ', '\r'), maxLength: 8 })), async (lines) => {
      const texts = lines.join('\n').split('\n')
      const open = texts.pop()
      const expected = [...texts.map((text) => ({ text, open: false })), ...(open === '' ? [] : [{ text: open, open: true }])]
      expect(await linesIn(lines.join('\n'))).toEqual(expected.map((line, index) => ({ ...line, number: index + 1 })))
    }),
  ))

test('a line may be longer than what is read at once, and a character may lie across the border', async () => {
  const long = 'x\u27e6'.repeat(700_000)
  expect((await linesIn(`short\n${long}\nshort`)).map(({ text }) => text.length)).toEqual([5, long.length, 5])
  expect((await linesIn(long))[0]?.text).toBe(long)
})

test('a byte order mark at the beginning is no part of the first line', async () => {
  expect(await linesIn('\ufeff{}\n\ufeff{}\n')).toEqual([
    { number: 1, text: '{}', open: false },
    { number: 2, text: '\ufeff{}', open: false },
  ])
})
