import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Command } from 'commander'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { CheckFlags } from '../commands.ts'
import { conformanceCommands } from '../commands.ts'
import { requirements } from '../requirements/catalogue.ts'
import { readingNames } from '../requirements/expectation.ts'
import { runCheck } from '../run-check.ts'
import { selfSigned } from '../testing/self-signed.ts'
import type { CheckOptions } from './check-options.ts'
import { check } from './check.ts'
import { rerun } from './rerun.ts'
import { shellWord } from './shell-word.ts'

vi.mock('./check.ts', () => ({ check: vi.fn<() => Promise<{ exitCode: number }>>(async () => ({ exitCode: 0 })) }))

let folder = ''
const pem = { ca: '', cert: '', key: '' }

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rerun and '))
  const { cert, key } = selfSigned()
  for (const [name, text] of Object.entries({ ca: cert, cert, key })) {
    pem[name as keyof typeof pem] = join(folder, `it's ${name}.pem`)
    writeFileSync(pem[name as keyof typeof pem], text)
  }
  writeFileSync(join(folder, 'base line.json'), JSON.stringify({ version: 1, failures: [], unexercised: [] }))
})

afterAll(() => rmSync(folder, { recursive: true }))

/** What the real command line reads from words. */
async function flagsOf(words: readonly string[]): Promise<CheckFlags> {
  const command = conformanceCommands({ writersFor: async () => [] }).find((one) => one.name() === 'check') as Command
  let flags: CheckFlags | undefined
  command.action((read: CheckFlags) => void (flags = read)).exitOverride()
  await command.parseAsync([...words], { from: 'user' })
  return flags as unknown as CheckFlags
}

/** What a run is told by words, but for what lives only while it runs. */
async function optionsOf(words: readonly string[]): Promise<CheckOptions> {
  vi.mocked(check).mockClear()
  await runCheck(await flagsOf(words), async () => [])
  return vi.mocked(check).mock.calls[0]?.[0] as CheckOptions
}

function comparable(options: CheckOptions): unknown {
  return { ...options, provisioner: undefined, signal: undefined, written: { ...options.written, environment: undefined } }
}

/** What a POSIX shell makes of a command. */
function wordsIn(command: string, environment: NodeJS.ProcessEnv): readonly string[] {
  const printed = execFileSync('/bin/sh', ['-c', `printf '%s\\0' ${command}`], {
    env: { PATH: process.env['PATH'], ...environment },
    encoding: 'utf8',
  })
  return printed.split('\0').slice(0, -1)
}

/** Texts that shells, terminals and command lines stumble over. */
const text = fc
  .oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
    fc.constantFrom(
      `it's "$HOME" \`id\` !! \\ * ~`,
      '-x --seed 5',
      '; rm -rf . #',
      'a\nb\tc',
      'مرحبا\u202e\u2028',
      '%s %n \\n',
      "'",
      '$(false)',
      '--',
    ),
  )
  .map((one) => one.toWellFormed().replaceAll('\0', '').trimEnd())
  .filter((one) => one !== '')

test('any text is one word of a POSIX shell, and never moves a terminal', () => {
  fc.assert(
    fc.property(text, (one) => {
      const word = shellWord(one)
      expect(word).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
      expect(wordsIn(word, {})).toEqual([one])
    }),
    { numRuns: 40 },
  )
})

const number = fc.integer({ min: 1, max: 99_999 }).map(String)
const url = fc.constantFrom('http://127.0.0.1:4010', 'https://staging.example/base_path', 'http://[::1]:80/a%20b', "http://localhost/it's")
const id = fc.constantFrom(...requirements.map((one) => one.id), 'finality')
const field = fc.stringMatching(/^[A-Za-z!#$%&'*+.^_`|~-][A-Za-z0-9!#$&'*+.^_`|~-]{0,8}$/)
const secret = fc.stringMatching(/^[!-~]{12,24}$/)
const fields = fc.uniqueArray(fc.record({ name: field, scheme: fc.constantFrom('', 'Bearer ', 'Basic '), secret, isSet: fc.boolean() }), {
  maxLength: 2,
  selector: ({ name }) => name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_'),
})

function flag(name: string, value: fc.Arbitrary<string>, most = 1): fc.Arbitrary<string[]> {
  return fc.array(value, { maxLength: most }).map((values) => values.flatMap((one) => [`--${name}=${one}`]))
}

const words = fc
  .tuple(
    url.map((one) => [`--target=${one}`]),
    fc
      .oneof(
        url,
        text.map((one) => `exec:x ${one}`),
      )
      .map((one) => [`--provisioner=${one}`]),
    flag('profile', fc.constantFrom('quick', 'standard', 'certification')),
    flag('only', id, 2),
    flag('skip', id, 2),
    flag('allow-unexercised', id, 2),
    flag(
      'expect',
      fc.tuple(fc.constantFrom(...readingNames), fc.constantFrom('401', '404')).map((pair) => pair.join('=')),
      2,
    ),
    flag('replica', url, 2),
    flag(
      'probe',
      fc.webPath().map((path) => `GET /${path}`),
      2,
    ),
    flag('restart', text),
    flag('concurrency', number),
    flag('rate', number),
    flag('propagation', number),
    flag('request-timeout', number),
    fc.subarray(['--destructive', '--production']),
    fc.boolean().map((isSet) => (isSet ? ['tls'] : [])),
    fc.boolean().map((isSet) => (isSet ? ['baseline'] : [])),
  )
  .map((parts) => parts.flat())

function inPlace(word: string): readonly string[] {
  if (word === 'tls') return Object.entries(pem).map(([name, file]) => `--${name}=${file}`)
  return word === 'baseline' ? [`--baseline=${join(folder, 'base line.json')}`] : [word]
}

test('what is printed says all that the run was told, but no secret', () =>
  fc.assert(
    fc.asyncProperty(
      words,
      fields,
      fields,
      fc.integer({ min: 0, max: 0x7fffffff }),
      fc.boolean(),
      async (chosen, toTarget, toProvisioner, seed, one) => {
        const headers = [
          ...toTarget.map((header) => ({ flag: 'header', ...header })),
          // Of one name in both places, there is one variable.
          ...toProvisioner.map((header) => ({ flag: 'provisioner-header', ...header, name: `P-${header.name}` })),
        ]
        const given = headers.map(({ flag: name, name: of, scheme, secret: value }) => `--${name}=${of}: ${scheme}${value}`)
        const replay = one ? ['--replay=lifecycle:3:0:1'] : []
        const options = await optionsOf([...chosen.flatMap(inPlace), ...given, `--seed=${seed}`, ...replay])
        const environment: Record<string, string> = {}
        for (const [index, header] of headers.entries()) if (header.isSet) environment[`MY_KEY_${index}`] = header.secret
        const printed = rerun({ ...options, written: { ...options.written, environment } }, one ? { replay: 'lifecycle:3:0:1' } : { seed })
        for (const { secret: value } of headers) expect(printed).not.toContain(value)
        // Whoever copies it sets the variables that it names.
        for (const { name, secret: value } of headers) environment[name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')] = value
        const [command, ...again] = wordsIn(printed, environment)
        expect(command).toBe('check')
        expect(comparable(await optionsOf(again))).toEqual(comparable(options))
      },
    ),
    { numRuns: 60 },
  ))

test('a secret of the environment is shown as its variable, wherever it stands, and the query of a provisioner not at all', async () => {
  const options = await optionsOf([
    '--target=http://127.0.0.1:1',
    '--provisioner=exec:issue --key s3cret-s3cret',
    '--restart=up s3cret-s3cret',
    '--seed=1',
  ])
  const environment = { STAGING_KEY: 's3cret-s3cret', HOME: '/home/somebody', EMPTY_KEY: '' }
  const printed = rerun({ ...options, written: { environment } }, { seed: 1 })
  expect(printed).toBe(
    `check --seed 1 --target http://127.0.0.1:1 --provisioner 'exec:issue --key '"$STAGING_KEY" --restart 'up '"$STAGING_KEY"`,
  )
  expect(rerun({ ...options, provisionerSpec: 'https://host/tokens?key=abc' }, { seed: 1 })).not.toContain('abc')
})
