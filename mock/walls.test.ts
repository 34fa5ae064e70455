import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const here = fileURLToPath(new URL('.', import.meta.url))

/** The sources under a folder of this room, without their tests. */
function sourcesIn(folder: string): { file: string; text: string }[] {
  return readdirSync(here + folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => ({ file: `${folder}/${file}`, text: readFileSync(`${here}${folder}/${file}`, 'utf8') }))
}

test.each(['model', 'bodies', 'store', 'readings'])(
  '%s/ runs in a browser: it imports nothing of Node, and has no clock and no chance of its own',
  (folder) => {
    const suspicious = /'node:|\bBuffer\b|\bprocess\.|Date\.now|Math\.random|new Date\(\)/
    expect(sourcesIn(folder).filter(({ text }) => suspicious.test(text.replaceAll(/\/\*\*.*?\*\/|\/\/.*$/gms, '')))).toEqual([])
  },
)

test('the pipeline imports nothing of Node, and stock Prism only when it is needed', () => {
  const forbidden = /from 'node:|^import (?!type).*'@stoplight\/prism-http'/m
  expect(sourcesIn('pipeline').filter(({ text }) => forbidden.test(text))).toEqual([])
})

test('no file is long', () => {
  const folders = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const long = folders.flatMap(({ name }) => sourcesIn(name)).filter(({ text }) => text.split('\n').length > 250)
  expect(long.map(({ file }) => file)).toEqual([])
})
