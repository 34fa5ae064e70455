import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readAnswer } from './answers/read-answer.ts'
import { mockCommand } from './commands.ts'
import { document as documentText } from './control/generated/document.ts'
import { createHandler } from './create-handler.ts'
import { matchNames } from './journal/read-match.ts'
import { inConsole } from './testing/console.ts'

// The README has a table of the switches: for each its flag, its operations, its place in the console, its methods. What it
// says is there, and nothing that is there is left out.

const rows = tableIn(readFileSync(new URL('../README.md', import.meta.url), 'utf8'))

/** The words of one column that are like this, once each. */
function column(at: number, pattern: RegExp): Set<string> {
  return new Set(rows.flatMap((cells) => (cells[at]?.match(pattern) ?? []).map(String)))
}

function tableIn(page: string): readonly (readonly string[])[] {
  const [, body = ''] = /^\| \| flag \| HTTP.*\n\| --- .*\n((?:\|.*\n)+)/m.exec(page) ?? []
  return body
    .trim()
    .split('\n')
    .map((line) => line.slice(2, -2).split(' | '))
}

test('has five columns, all of them filled in', () => {
  expect(rows.length).toBeGreaterThan(8)
  expect(rows.filter((cells) => cells.length !== 5 || cells.some((cell) => cell.trim() === ''))).toEqual([])
})

test('has every flag but those that say where and as what the mock runs', () => {
  const others = new Set(['port', 'host', 'store', 'contract', 'watch', 'control-token', 'seed', 'environment'])
  const flags = mockCommand().options.map(({ long }) => long ?? '')
  expect(column(1, /--[a-z-]+/g)).toEqual(new Set(flags.filter((flag) => !flag.startsWith('--list-') && !others.has(flag.slice(2)))))
})

test('has every operation of the control API that is about a world', () => {
  const { paths } = JSON.parse(documentText) as { paths: Record<string, Record<string, { tags: string[] }>> }
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, { tags }]) => (tags.includes('mock') ? [] : [`${method.toUpperCase()} ${template(path)}`])),
  )
  const told = [...column(2, /(?:GET|POST|PUT|PATCH|DELETE) \/[\w/]+/g)].map(template)
  expect(new Set(told)).toEqual(new Set(operations))
})

/** Whatever a parameter is called. */
function template(path: string): string {
  return path.replaceAll(/\{\w+\}|\b(?:ID|NAME)\b/g, '*')
}

test('has every method of a world, and of the worlds', () => {
  const mock = createHandler()
  const methods = Object.entries(mock).flatMap(([name, member]) => {
    if (name === 'tokens') return []
    return typeof member === 'function' ? [`mock.${name}`] : Object.keys(member as object).map((method) => `mock.${name}.${method}`)
  })
  expect(column(4, /mock(?:\.\w+)+/g)).toEqual(new Set(methods))
})

test('tells forced answers by what the mock tells requests by, in a flag and in JSON alike', async () => {
  const [what = '', flag = '', http = ''] = rows.find(([switched = '']) => switched.startsWith('the next answers')) ?? []
  const [, names = '', json = ''] = /by (.*) \(in JSON `(.*)`\)$/.exec(what) ?? []
  expect(names.split(', ').toSorted()).toEqual(matchNames.toSorted())
  const byHeader = readAnswer(/`(\d+,header=.*?)`/.exec(flag)?.[1] ?? '')
  expect(byHeader.match).toEqual(JSON.parse(`{${json}}`).match)
  const mock = createHandler()
  const [, body = ''] = /`POST \/answers (.*?)`/.exec(http) ?? []
  for (const order of [body, JSON.stringify(byHeader)]) {
    const { status } = await mock(new Request('http://localhost/_mock/answers', { method: 'POST', body: order }))
    expect({ order, status }).toEqual({ order, status: 201 })
  }
})

inConsole(({ mockWith, opened }) => {
  test('has every part of the console', async () => {
    const page = await opened((await mockWith()).url)
    const parts = await page.locator('main').getByRole('heading').allInnerTexts()
    const names = parts.map((part) => part.replace(/\s*\d+$/, '')).filter((name) => !['Switches', 'Try it'].includes(name))
    expect(column(3, /[A-Z][^,]*/g)).toEqual(new Set([...names, 'Reset…']))
    await page.getByRole('button', { name: 'Reset…' }).waitFor()
  })
})
