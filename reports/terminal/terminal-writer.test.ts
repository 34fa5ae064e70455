import { describe, expect, test } from 'vitest'
import type { RunEvent } from '../../conformance/engine/result.ts'
import { findingWith, resultOf, resultWith } from '../testing/results.ts'
import { plain } from './colours.ts'
import type { TerminalOptions } from './terminal-writer.ts'
import { terminalWriter } from './terminal-writer.ts'

const started: RunEvent = { kind: 'started', seed: 42, profile: 'quick', target: 'http://x', requirements: [], scenarios: [] }
const found: RunEvent = { kind: 'finding', finding: findingWith(), elapsed: 10, requests: 3 }
const finished: RunEvent = { kind: 'finished', result: resultWith() }
const progressAt = (elapsed: number): RunEvent => ({
  kind: 'progress',
  scenario: 'model',
  cases: 20,
  planned: 80,
  requests: 300,
  findings: 1,
  elapsed,
})

/** What is written while these events pass. */
async function output(options: Partial<TerminalOptions>, ...events: readonly RunEvent[]): Promise<string> {
  let text = ''
  const stream = { columns: 80, write: (chunk: string) => (text += chunk) }
  const writer = terminalWriter({ stream, colours: plain, live: false, detail: 'normal', files: [], ...options })
  for (const event of events) await writer.on(event)
  await writer.close()
  return text
}

describe('in a log', () => {
  test('nothing is ever rewritten', async () => {
    const text = await output({}, started, progressAt(0), found, progressAt(6000), finished)
    expect(text).not.toMatch(/[\r\u001b]/)
    expect(text).toContain('checking http://x (profile quick, seed 42)\n')
  })

  test('progress is a line every five seconds', async () => {
    const text = await output({}, ...[6000, 6100, 9000, 11_001].map(progressAt))
    expect(text.split('\n').filter((line) => line.startsWith('model'))).toEqual([
      'model  20/80 cases  300 requests  1 finding  about 18.0 s left',
      'model  20/80 cases  300 requests  1 finding  about 33.0 s left',
    ])
  })
})

describe('on a terminal', () => {
  test('progress is one line, rewritten, and gone at the end', async () => {
    const text = await output({ live: true }, progressAt(1000), progressAt(2000), finished)
    const [first = '', second = '', rest = ''] = text.split('\r\u001b[2K')
    expect(first).toMatch(/^model {2}20\/80/)
    expect(second).toMatch(/^model {2}20\/80/)
    expect(rest).toContain('CONFORMANT')
    expect(rest).not.toContain('20/80')
  })

  test('progress is rewritten no more often than an eye can follow', async () => {
    const text = await output({ live: true }, ...Array.from({ length: 100 }, (_, n) => progressAt(1000 + n)))
    expect(text.match(/model/g)).toHaveLength(2)
  })

  test('a finding is printed above the progress line', async () => {
    const text = await output({ live: true }, progressAt(1000), found)
    expect(text).toContain('\r\u001b[2K✗ finality/revoked-is-rejected: expected 401')
    expect(text).toMatch(/\nmodel.*\r\u001b\[2K$/)
  })
})

test('the same breach is announced once', async () => {
  const text = await output({}, found, found, { ...found, finding: findingWith({ key: 'another' }) })
  expect(text.match(/✗/g)).toHaveLength(2)
})

test('quiet is the summary alone', async () => {
  const text = await output({ detail: 'quiet' }, started, progressAt(9000), found, { kind: 'notice', message: 'x' }, finished)
  expect(text.trim()).toBe('CONFORMANT  Every promise of the contract was kept.')
})

test('phases are told to those who ask for everything', async () => {
  const phase: RunEvent = { kind: 'phase', name: 'calibration' }
  expect(await output({ detail: 'verbose' }, phase)).toBe('calibration\n')
  expect(await output({}, phase)).toBe('')
})

test('what a target put into a message does not reach the terminal raw', async () => {
  const text = await output(
    {},
    { ...found, finding: findingWith({ got: '\u001b[2Jgone' }) },
    { kind: 'notice', message: '\u0007' },
    {
      kind: 'finished',
      result: resultOf(findingWith({ got: '\u001b[2Jgone' })),
    },
  )
  expect(text).not.toMatch(/[\u001b\u0007]/)
})
