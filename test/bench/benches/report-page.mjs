import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { alternating } from '../statistics.mjs'
import { recordRun, repeatRun } from '../subjects/recorded-run.mjs'
import { cli, timedCommand } from '../subjects/timed-command.mjs'

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
/** What the page tells of: a mock that keeps its promises, and one that breaks the one this is about. */
const runs = { 'all is well': [], 'nothing is ever revoked': ['--fault', 'revoke-is-noop'] }
const names = Object.keys(runs)
const exchanges = 100_000

/** @type {import('../bench.mjs').Bench} */
export const reportPage = {
  name: 'html-100k',
  title: 'The HTML report of 100 k exchanges, opened in headless Chromium until its load event is over',
  bars: names.flatMap((subject) => [
    { quantity: 'size', subject, most: 5 },
    { quantity: 'opening', subject, most: 1 },
  ]),
  async measure({ rounds, say }) {
    const folder = mkdtempSync(join(tmpdir(), 'report-page-'))
    const pageOf = (name) => join(folder, `${names.indexOf(name)}.html`)
    try {
      for (const [name, mockArgs] of Object.entries(runs)) {
        const [recorded, repeated] = [join(folder, 'run.ndjson'), join(folder, 'runs.ndjson')]
        await recordRun(recorded, 'standard', mockArgs)
        const count = await repeatRun(recorded, repeated, exchanges)
        await timedCommand([cli, 'judge', repeated, '--quiet', '--report', `html=${pageOf(name)}`])
        say(`${name}: a page of ${count} exchanges`)
      }
      const size = Object.fromEntries(names.map((name) => [name, [statSync(pageOf(name)).size / 1e6]]))
      const here = existsSync(executablePath)
      const opening = here ? await openings(rounds, (name) => pathToFileURL(pageOf(name)).href) : {}
      return {
        quantities: [
          { name: 'size', unit: 'MB', samples: size },
          { name: 'opening', unit: 's', samples: opening },
        ],
        absent: here ? {} : { Chromium: `nothing is at ${executablePath}; CHROMIUM names another place` },
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
}

async function openings(rounds, urlOf) {
  // Without a sandbox: CI runs as root.
  const browser = await chromium.launch({ executablePath, chromiumSandbox: false })
  try {
    return await alternating(names, rounds, async (name) => {
      const page = await browser.newPage()
      await page.goto(urlOf(name))
      const milliseconds = await page.evaluate(() => performance.getEntriesByType('navigation')[0].duration)
      await page.close()
      return milliseconds / 1000
    })
  } finally {
    await browser.close()
  }
}
