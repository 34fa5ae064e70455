import { execFileSync } from 'node:child_process'
import { chmodSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { run } from './command.mjs'

const root = new URL('..', import.meta.url)
const action = parse(readFileSync(new URL('action.yml', root), 'utf8')) as {
  inputs: Record<string, { default?: string }>
  runs: { steps: [{ env: Record<string, string>; run: string }] }
}
const [step] = action.runs.steps

test('the action runs the version it came with', () => {
  const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string }
  expect(action.inputs['version']?.default).toBe(version)
})

test('no input is ever text of the script', () => {
  expect(step.run).not.toContain('${{')
})

test('its script calls the command with flags that it has, whatever stands in the inputs', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'action-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  // In the place of npx: it says what it was called with.
  await writeFile(join(folder, 'npx'), '#!/usr/bin/env bash\nprintf "%s\\n" "$@"\n')
  chmodSync(join(folder, 'npx'), 0o755)
  const env = {
    PATH: `${folder}:${process.env['PATH'] ?? ''}`,
    TARGET: '$(id) "x"',
    PROVISIONER: 'a b',
    PROFILE: 'quick',
    OUT: 'out',
    ARGUMENTS: '--seed 7 --quiet',
    VERSION: '0.1.0',
  }
  expect(Object.keys(step.env).toSorted()).toEqual(
    Object.keys(env)
      .filter((name) => name !== 'PATH')
      .toSorted(),
  )
  const words = execFileSync('bash', ['-euo', 'pipefail', '-c', step.run], { env, encoding: 'utf8' }).trimEnd().split('\n')
  expect(words).toEqual([
    '--yes',
    'dayzero-contract@0.1.0',
    'check',
    '--target',
    '$(id) "x"',
    '--provisioner',
    'a b',
    '--profile',
    'quick',
    '--out',
    'out',
    '--seed',
    '7',
    '--quiet',
  ])
  const { stdout } = await run(['check', '--help'])
  for (const flag of words.slice(3).filter((word) => word.startsWith('--'))) expect(stdout).toContain(`${flag} `)
})
