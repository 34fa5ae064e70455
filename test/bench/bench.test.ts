import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import axe from 'axe-core'
import fc from 'fast-check'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { inChromium } from '../in-chromium.ts'
import type { Bar, Quantity } from './bench.mjs'
import { pageOf } from './page.mjs'
import { alternating, ratiosOf, spreadOf } from './statistics.mjs'
import { summaryOf, tableOf } from './table.mjs'
import { outcomeOf } from './verdicts.mjs'

const figures = fc.array(fc.double({ min: 0.001, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 20 })

describe('what is made of samples', () => {
  test('as many lie below the median as above it, and the quartiles around it', () =>
    fc.assert(
      fc.property(figures, (samples) => {
        const { median, low, high } = spreadOf(samples)
        expect(samples.filter((sample) => sample < median).length).toBeLessThanOrEqual(samples.length / 2)
        expect(samples.filter((sample) => sample > median).length).toBeLessThanOrEqual(samples.length / 2)
        expect(Math.min(...samples)).toBeLessThanOrEqual(low)
        expect(low).toBeLessThanOrEqual(median)
        expect(median).toBeLessThanOrEqual(high)
        expect(high).toBeLessThanOrEqual(Math.max(...samples))
      }),
    ))

  test('the order of the rounds does not matter to the spread', () =>
    fc.assert(
      fc.property(figures, (samples) => {
        expect(spreadOf(samples.toReversed())).toEqual(spreadOf(samples))
      }),
    ))

  test('a subject is one of itself in every round', () =>
    fc.assert(
      fc.property(figures, (samples) => {
        expect(ratiosOf(samples, samples)).toEqual(samples.map(() => 1))
      }),
    ))

  test('a ratio is taken within one round, so that what slows both down does not show', () => {
    expect(ratiosOf([50, 5, 500], [100, 10, 1000])).toEqual([0.5, 0.5, 0.5])
  })

  test('every subject is measured once a round, and each has every place in turn', async () => {
    const order: string[] = []
    const samples = await alternating(['a', 'b', 'c'], 3, async (subject, round) => {
      order.push(subject)
      return round
    })
    expect(order.join('')).toBe('abcbcacab')
    expect(samples).toEqual({ a: [0, 1, 2], b: [0, 1, 2], c: [0, 1, 2] })
  })
})

const speed: Quantity = {
  name: '10 connections',
  unit: 'requests/s',
  samples: { bare: [100, 200, 400], mock: [50, 110, 240], slow: [] },
  reference: 'bare',
}

function outcomeWith(...bars: Bar[]) {
  const measured = { quantities: [speed], absent: { peer: 'it needs <java>' }, notes: ['The load came from "wrk".'] }
  return outcomeOf({ name: 'throughput', title: 'Valid revocations a second', bars }, measured)
}

describe('what is to be reached', () => {
  const bar = { quantity: '10 connections', subject: 'mock', against: 'bare' }

  test.each([
    [
      { ...bar, least: 0.4 },
      { kind: 'reached', close: false },
    ],
    [
      { ...bar, least: 0.55 },
      { kind: 'reached', close: true },
    ],
    [
      { ...bar, least: 0.56 },
      { kind: 'missed', close: true },
    ],
    [
      { ...bar, least: 0.6 },
      { kind: 'missed', close: false },
    ],
    [
      { ...bar, most: 0.5 },
      { kind: 'missed', close: false },
    ],
    [
      { quantity: '10 connections', subject: 'mock', most: 200 },
      { kind: 'reached', close: false },
    ],
    [{ ...bar, subject: 'slow', least: 1 }, { kind: 'not measured' }],
    [{ ...bar, against: 'absent', least: 1 }, { kind: 'not measured' }],
  ] as const)('%o is %o', (one, verdict) => {
    expect(outcomeWith(one).verdicts).toMatchObject([verdict])
  })

  test('a bar for what is never measured is a mistake', () => {
    expect(() => outcomeWith({ ...bar, quantity: '11 connections', least: 1 })).toThrow('"11 connections"')
  })

  test('the table says what was measured, what was reached, and what is absent', () => {
    expect(tableOf(outcomeWith({ ...bar, least: 0.4 }, { ...bar, least: 0.6 }))).toBe(
      `\
throughput: Valid revocations a second

  10 connections, requests/s  median  half of the rounds               of bare
  bare                           200           150 – 300                      
  mock                           110            80 – 175  0.55 (0.525 – 0.575)

  ✓ 10 connections, mock: at least 0.4 of bare: reached, 0.55 (0.525 – 0.575)
  ✗ 10 connections, mock: at least 0.6 of bare: missed, 0.55 (0.525 – 0.575)
  – peer is absent: it needs <java>
  The load came from "wrk".`.replaceAll(/ +$/gm, ''),
    )
  })

  test('the summary counts, and names what was missed', () => {
    const summary = summaryOf([
      outcomeWith({ ...bar, least: 0.4 }),
      outcomeWith({ ...bar, least: 0.6 }, { ...bar, subject: 'x', least: 1 }),
    ])
    expect(summary.split('\n')).toEqual([
      '1 reached, 1 missed, 1 not measured',
      expect.stringContaining('throughput: ✗ 10 connections, mock'),
    ])
  })
})

/** Runs the command; gives what it said and how it ended. */
function command(...args: string[]): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['test/bench/run.mjs', ...args], (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), said: stdout + stderr }),
    )
  })
}

describe('the command', () => {
  test('lists every bench', async () => {
    expect(await command('--list')).toEqual({ code: 0, said: expect.stringMatching(/^throughput +Valid revocations/m) })
  })

  test.each([
    [['--only', 'nothing'], 'There is no such bench. Known are: throughput, '],
    [['--rounds', 'many'], 'Give --rounds a whole number from 1 to 999.'],
    [['--round', '3'], "Unknown option '--round'"],
  ])('%o is refused in one sentence', async (args, sentence) => {
    const { code, said } = await command(...args)
    expect(code).toBe(2)
    expect(said.trimEnd().split('\n')).toEqual([expect.stringContaining(sentence)])
  })
})

const page = pageOf({
  machine: { cpu: '<b>CPU</b>', cores: 2, memory: 24, platform: 'linux 6', node: '24.0.0', generator: 'wrk 4.1.0', load: [1, 2, 3] },
  begin: '2026-01-15T09:30:00.000Z',
  rounds: 3,
  benches: [outcomeWith({ quantity: '10 connections', subject: 'mock', against: 'bare', least: 0.4 })],
})

inChromium('the page in Chromium', (browser) => {
  async function opened(options: BrowserContextOptions): Promise<Page> {
    const folder = await mkdtemp(join(tmpdir(), 'bench-page-'))
    const context = await browser().newContext(options)
    const tab = await context.newPage()
    const complaints: string[] = []
    tab.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    tab.on('request', (request) => !request.url().startsWith('file:') && complaints.push(request.url()))
    onTestFinished(async () => {
      await context.close()
      await rm(folder, { recursive: true })
      expect(complaints).toEqual([])
    })
    await writeFile(join(folder, 'bench.html'), page)
    await tab.goto(pathToFileURL(join(folder, 'bench.html')).href)
    return tab
  }

  test.each([
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['narrow', { colorScheme: 'light', viewport: { width: 390, height: 800 } }],
  ] as const)('has no violation of accessibility, asks for nothing and never scrolls sideways (%s)', async (_, options) => {
    const tab = await opened(options)
    await tab.evaluate(axe.source)
    const { violations } = await tab.evaluate<{ violations: { id: string }[] }>('axe.run()')
    expect(violations.map(({ id }) => id)).toEqual([])
    expect(await tab.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
  })

  test('draws every sample at its place, and what it shows is text', async () => {
    const tab = await opened({ viewport: { width: 1280, height: 800 } })
    const places = await tab.locator('tr:has-text("mock") .sample').evaluateAll((lines) => lines.map((line) => line.getAttribute('x1')))
    expect(places).toEqual(['12.38%', '27.23%', '59.4%'])
    expect(await tab.locator('header').innerText()).toContain('<b>CPU</b>')
    expect(await tab.locator('body').innerText()).toContain('peer is absent: it needs <java>')
  })
})
