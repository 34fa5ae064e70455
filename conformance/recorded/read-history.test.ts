import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { HistoryEvent } from '../history/events.ts'
import { correctHistories } from '../testing/arbitrary-history.ts'
import { Story } from '../testing/story.ts'
import { readHistory } from './read-history.ts'

const story = (): readonly HistoryEvent[] =>
  new Story().meet().revoke('revocable-1').event({ kind: 'footer', at: 99, complete: true }).history().events
const linesOf = (events: readonly HistoryEvent[]): string[] => events.map((event) => JSON.stringify(event))
const textOf = (events: readonly HistoryEvent[]): string => `${linesOf(events).join('\n')}\n`

/** A file with this content, gone when the test has ended. */
async function fileWith(content: string | Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'history-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const path = join(folder, 'h.ndjson')
  await writeFile(path, content)
  return path
}

test('reads back what was written, plain and gzipped', async () => {
  const path = await fileWith('')
  await fc.assert(
    fc.asyncProperty(correctHistories(), fc.boolean(), async ({ history }, zipped) => {
      await writeFile(path, zipped ? gzipSync(textOf(history.events)) : textOf(history.events))
      expect((await readHistory(path)).events).toEqual(JSON.parse(JSON.stringify(history.events)))
    }),
    { numRuns: 50 },
  )
})

test('reads a history that was cut short anywhere up to its last whole event', async () => {
  const text = Buffer.from(textOf(story()))
  const path = await fileWith('')
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: text.indexOf('\n') + 1, max: text.length }), async (cut) => {
      await writeFile(path, text.subarray(0, cut))
      const whole = text
        .subarray(0, cut)
        .toString()
        .split('\n')
        .filter((line) => line.endsWith('}') && isJson(line)).length
      expect((await readHistory(path)).events).toEqual(story().slice(0, whole))
    }),
    { numRuns: 100 },
  )
})

test('reads what can be unpacked of a gzipped history that was cut short', async () => {
  const zipped = gzipSync(textOf(story()))
  const { events } = await readHistory(await fileWith(zipped.subarray(0, zipped.length - 20)))
  expect(events.length).toBeGreaterThan(1)
  expect(story().slice(0, events.length)).toEqual(events)
})

test('refuses an exchange that comes a second time, wherever that is', async () => {
  const path = await fileWith('')
  await fc.assert(
    fc.asyncProperty(correctHistories(), fc.nat(), fc.nat(), async ({ history: { events } }, which, where) => {
      const lines = linesOf(events)
      const exchanges = [...events.keys()].filter((index) => events[index]?.kind === 'exchange')
      const first = exchanges[which % exchanges.length] ?? 0
      const second = first + 1 + (where % (lines.length - first))
      await writeFile(path, `${lines.toSpliced(second, 0, lines[first] ?? '').join('\n')}\n`)
      const message: unknown = expect.stringMatching(new RegExp(`:${second + 1}: (?:is (?:exchange|a second)|comes after the footer)`))
      await expect(readHistory(path)).rejects.toMatchObject({ code: 'NOT_A_HISTORY', message })
    }),
    { numRuns: 50 },
  )
})

describe('refuses with one sentence that names the line', () => {
  const [header = '', issued = '', , exchange = '', , , , footer = ''] = linesOf(story())
  test.each<[string, readonly string[], RegExp]>([
    ['an empty file', [], /h\.ndjson: holds no event\. Give a history\.ndjson that a run wrote\.$/],
    ['a line that is no JSON', [header, 'no', footer], /h\.ndjson:2: is not JSON/],
    ['a file of something else', ['{"log": {}}'], /h\.ndjson:1: is no event of a history of version 1 \(it has no "kind"\)/],
    [
      'an event of no kind there is',
      [header, '{"kind": "party"}'],
      /:2: is no event of a history of version 1 \(there is no kind "party"\)/,
    ],
    ['a field of the wrong type', [header, exchange.replace(/"begin":\d+/, '"begin":"soon"')], /:2: .*\/begin must be number/],
    ['a field that is missing', [header, issued.replace(/"batch":1,/, '')], /:2: .*must have required property 'batch'/],
    ['a door that is nowhere', [header.replace('http://127', 'file://127')], /:1: .*\/doors\/0\/url must match format/],
    ['no header', [footer], /:1: comes before the header/],
    ['two headers', [header, header], /:2: is a second header/],
    ['an exchange twice', [header, exchange, exchange], /:3: is exchange 1 for the second time/],
    ['a token twice', [header, issued, issued], /:3: issues manager-1 for the second time/],
    ['events after the footer', [header, footer, exchange], /:3: comes after the footer/],
  ])('%s', async (_, lines, message) => {
    const path = await fileWith(lines.map((line) => `${line}\n`).join(''))
    await expect(readHistory(path)).rejects.toMatchObject({ code: 'NOT_A_HISTORY', message: expect.stringMatching(message) })
  })

  test('a file that is not there', async () => {
    await expect(readHistory('/no/such.ndjson')).rejects.toMatchObject({
      code: 'UNREADABLE',
      message: expect.stringMatching(/^\/no\/such\.ndjson: cannot be read \(ENOENT/),
    })
  })
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
