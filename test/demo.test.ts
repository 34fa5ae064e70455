import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { run, startMock } from './command.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

test('the demo checks the mock, finds it conformant, and leaves the reports', () => {
  const { status, stdout } = spawnSync(process.execPath, ['test/demo.mjs'], { cwd: root, encoding: 'utf8' })
  expect(stdout).toMatch(/^CONFORMANT {2}/m)
  expect(status).toBe(0)
  const report = JSON.parse(readFileSync(`${root}/reports/out/report.json`, 'utf8')) as { outcome: string }
  expect(report.outcome).toBe('conformant')
  const history = readFileSync(`${root}/reports/out/history.ndjson`, 'utf8').trimEnd().split('\n')
  const kinds = history.map((line) => (JSON.parse(line) as { kind: string }).kind)
  expect([kinds.at(0), kinds.at(-1)]).toEqual(['header', 'footer'])
})

test('a mock that breaks a promise is found out, with the promise, the sequence and the replay', async () => {
  const mock = await startMock(['--fault', 'revoke-is-noop'])
  onTestFinished(() => mock.stop())
  const { code, stdout } = await run(['check', '--target', mock.url, '--provisioner', `${mock.url}/_mock/tokens`])
  expect(code).toBe(1)
  expect(stdout).toMatch(/^NOT CONFORMANT {2}/m)
  expect(stdout).toMatch(/^✗ finality\//m)
  expect(stdout).toContain('curl ')
  expect(stdout).toMatch(/^ {2}replay {4}dayzero-contract check /m)
})
