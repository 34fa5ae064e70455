import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { DCLinter } from 'dclint'
import { DockerfileParser } from 'dockerfile-ast'
import { validate } from 'dockerfile-utils'
import { expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { run, startMock } from './command.mjs'

// No container engine runs here: the files are read by the parsers that Docker's language server uses and by a linter
// with the schema of the Compose Specification, and what they start is started without them.

const dockerfile = DockerfileParser.parse(readFileSync('Dockerfile', 'utf8'))
const compose = parse(readFileSync('compose.yaml', 'utf8')) as {
  readonly services: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly volumes: Readonly<Record<string, unknown>>
}

/** The arguments of every instruction of this kind in the image itself, the build left out. */
function instructions(keyword: string): string[] {
  const last = dockerfile.getFROMs().at(-1)?.getRange()?.start.line ?? 0
  return dockerfile
    .getInstructions()
    .filter((instruction) => instruction.getKeyword() === keyword && instruction.getRange().start.line >= last)
    .map((instruction) => instruction.getRawArgumentsContent() ?? '')
}

test('the Dockerfile has no fault that a linter knows of', () => {
  expect(validate(readFileSync('Dockerfile', 'utf8'))).toEqual([])
})

test('the image is slim, runs as nobody special, and says whether it is alive', () => {
  expect(instructions('FROM')).toEqual([expect.stringMatching(/^node:\d+-slim$/)])
  expect(instructions('USER')).toEqual(['node'])
  expect(instructions('HEALTHCHECK')).toHaveLength(1)
  expect(instructions('RUN')).toEqual([])
})

test('everything that is copied into the image is there, or is built', () => {
  const copied = instructions('COPY').map((text) => text.split(' ')[0] ?? '')
  expect(copied.filter((path) => !existsSync(path.replace('/app/', '')))).toEqual(['/data'])
})

test('the health check of the image tells a mock that is there from one that is not', async () => {
  const mock = await startMock()
  onTestFinished(() => mock.stop())
  const [, script = ''] = /CMD \["node", "-e", "(.*)"\]/.exec(instructions('HEALTHCHECK')[0] ?? '') ?? []
  const check = (url: string): Promise<unknown> =>
    promisify(execFile)(process.execPath, ['-e', script.replace('http://127.0.0.1:4010', url)])
  await expect(check(mock.url)).resolves.toBeDefined()
  await expect(check('http://127.0.0.1:1')).rejects.toMatchObject({ code: 1 })
})

test('the composition has no key that the Compose Specification does not know, and no fault that a linter knows of', () => {
  // Off are what is a matter of style, and the rule against what is meant here: mocks that other machines may reach.
  const off = ['no-quotes-in-volumes', 'no-unbound-port-interfaces', 'require-project-name-field', 'service-keys-order']
  const linter = new DCLinter({ rules: Object.fromEntries(off.map((rule) => [rule, 0])), quiet: false, debug: false, exclude: [] })
  expect(linter.lintFiles(['compose.yaml'], false)).toMatchObject([{ messages: [] }])
})

test('the composition is two mocks on one Valkey that loses nothing, all of them read-only', () => {
  const { mock, valkey } = compose.services
  expect(mock).toMatchObject({
    build: '.',
    deploy: { replicas: 2 },
    read_only: true,
    cap_drop: ['ALL'],
    depends_on: { valkey: { condition: 'service_healthy' } },
  })
  expect(valkey).toMatchObject({ read_only: true, volumes: ['valkey:/data'], healthcheck: { test: ['CMD', 'valkey-cli', '-e', 'ping'] } })
  expect(String(valkey?.['command'])).toContain('--appendonly,yes,--appendfsync,always,--maxmemory-policy,noeviction')
  expect(Object.keys(compose.volumes)).toEqual(['valkey'])
})

test('the command knows every flag that the composition and the image give it', async () => {
  const { stdout } = await run(['mock', '--help'])
  const { mock } = compose.services
  const given = [mock?.['command'], JSON.parse(instructions('CMD')[0] ?? '[]')].flat() as string[]
  const flags = given.filter((word) => word.startsWith('--')).map((word) => word.split('=')[0] ?? '')
  expect(flags.filter((flag) => !stdout.includes(`${flag} `))).toEqual([])
})
