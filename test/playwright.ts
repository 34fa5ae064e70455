import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What Playwright's own runner made of some test files. */
export interface PlaywrightRun {
  /** How many tests passed, and failed. */
  readonly passed: number
  readonly failed: number
  /** The names of what the tests attached. */
  readonly attached: readonly string[]
  readonly output: string
}

/**
 * Runs `playwright test` in a folder with a configuration.
 *
 * @param filters Parts of the names of the files to be run; default all.
 */
export async function runPlaywright(folder: URL, filters: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<PlaywrightRun> {
  const results = await mkdtemp(join(tmpdir(), 'playwright-'))
  const report = join(results, 'report.json')
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli')
  const args = [cli, 'test', '--config', fileURLToPath(folder), '--reporter', 'json', '--output', join(results, 'out'), ...filters]
  const output = await new Promise<string>((resolve) => {
    const settings = { env: { ...process.env, ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report }, timeout: 120_000 }
    execFile(process.execPath, args, settings, (_, stdout, stderr) => resolve(stdout + stderr))
  })
  const text = await readFile(report, 'utf8').catch(() => '{}')
  await rm(results, { recursive: true })
  const { stats, suites = [] } = JSON.parse(text) as Report
  const attached = suites.flatMap(attachmentsIn)
  return { passed: stats?.expected ?? 0, failed: stats?.unexpected ?? 0, attached, output }
}

/** As much of Playwright's JSON report as matters here. */
interface Report {
  readonly stats?: { readonly expected: number; readonly unexpected: number }
  readonly suites?: readonly Suite[]
}

interface Suite {
  readonly suites?: readonly Suite[]
  readonly specs: readonly { readonly tests: readonly { readonly results: readonly Result[] }[] }[]
}

interface Result {
  readonly attachments: readonly { readonly name: string }[]
}

function attachmentsIn({ suites = [], specs }: Suite): string[] {
  const results = specs.flatMap(({ tests }) => tests.flatMap((test) => test.results))
  return [...results.flatMap(({ attachments }) => attachments.map(({ name }) => name)), ...suites.flatMap(attachmentsIn)]
}
