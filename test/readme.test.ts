import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { run } from './command.mjs'

const root = new URL('..', import.meta.url)
const pages = ['README.md', 'CONTRIBUTING.md'].map((name) => [name, readFileSync(new URL(name, root), 'utf8')] as const)

describe.each(pages)('%s', (_, page) => {
  test('uses no flag that its command does not have', async () => {
    const calls = callsIn(page)
    const commands = new Set(calls.map(([command = '']) => command))
    const helps = new Map(await Promise.all([...commands].map(async (name) => [name, (await run([name, '--help'])).stdout] as const)))
    const unknown = calls.flatMap(([command = '', ...words]) =>
      words
        .flatMap((word) => /^--[a-z-]+/.exec(word) ?? [])
        .filter((flag) => helps.get(command)?.includes(`${flag} `) !== true)
        .map((flag) => `${command} ${flag}`),
    )
    expect(unknown).toEqual([])
  })

  test('leads to no file that is not there', () => {
    const paths = [...page.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path = '']) => path)
    expect(paths.filter((path) => !existsSync(new URL(path, root)))).toEqual([])
  })
})

/** Every call of the command on a page, as its words. */
function callsIn(page: string): readonly (readonly string[])[] {
  const calls = page.matchAll(/dayzero-contract ((?:mock|check|judge|proxy|recheck|report|diff|requirements|tokens)\b[^\n`#|&]*)/g)
  return [...calls].map(([, words = '']) => words.trim().split(/\s+/))
}
