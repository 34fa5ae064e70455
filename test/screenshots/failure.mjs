// What a mock that keeps credentials in a cache makes of a check: on the terminal, and on the page.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AnsiUp } from 'ansi_up'
import { run, startMock } from '../command.mjs'
import { takePicture } from './take-picture.mjs'

/**
 * One run of `check` that fails.
 *
 * @returns {Promise<FailedRun>}
 * @typedef {object} FailedRun
 * @property {string} command What was typed.
 * @property {string} said What it printed, in colours.
 * @property {string} page The report.
 * @property {() => Promise<void>} forget
 */
export async function failedRun() {
  const folder = await mkdtemp(join(tmpdir(), 'screenshots-'))
  const mock = await startMock(['--port', '4010', '--fault', 'cached-credential'])
  const target = ['--target', mock.url, '--provisioner', `${mock.url}/_mock/tokens`, '--seed', '7']
  const one = ['--only', 'finality/revoked-is-rejected', '--quiet']
  try {
    const { stdout } = await run(['check', ...target, ...one], { env: { FORCE_COLOR: '1' } })
    await run(['check', ...target, '--report', `html=${join(folder, 'report.html')}`])
    const command = `dayzero-contract check … ${one.join(' ')}`
    return { command, said: stdout, page: pathToFileURL(join(folder, 'report.html')).href, forget: () => rm(folder, { recursive: true }) }
  } finally {
    await mock.stop()
  }
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {'light' | 'dark'} colorScheme
 * @param {FailedRun} failed
 */
export async function failurePictures(browser, colorScheme, { command, said, page: address }) {
  const page = await browser.newPage({ colorScheme, viewport: { width: 1000, height: 900 } })
  try {
    await page.setContent(terminalWith(command, said))
    await takePicture(page, `reports/pictures/terminal-${colorScheme}.webp`, await page.locator('main').boundingBox())
    await page.goto(address)
    await takePicture(page, `reports/pictures/report-${colorScheme}.webp`, { x: 0, y: 0, width: 1000, height: 900 })
  } finally {
    await page.close()
  }
}

/**
 * A terminal of 80 columns as a page.
 *
 * @param {string} command
 * @param {string} said
 */
function terminalWith(command, said) {
  const ansi = new AnsiUp()
  ansi.use_classes = true
  return `<!doctype html><style>
    :root { color-scheme: light dark }
    body { margin: 0; background: transparent }
    main { width: fit-content; padding: 14px 18px; border-radius: 8px; background: light-dark(#f6f7f9, #14171c); color: light-dark(#1b1f27, #e6e9ef) }
    pre { margin: 0; width: 80ch; font: 14px/1.4 'DejaVu Sans Mono', monospace; white-space: pre-wrap; word-break: break-all }
    .ansi-red-fg { color: light-dark(#b3202a, #ff9a9a) }
    .ansi-green-fg { color: light-dark(#12693a, #6fd39a) }
    .ansi-yellow-fg { color: light-dark(#805200, #f0c061) }
  </style><main><pre>${ansi.ansi_to_html(`$ ${command}\n${said.trimEnd()}`)}</pre></main>`
}
