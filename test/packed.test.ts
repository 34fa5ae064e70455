import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { install, pack, userEnv } from './packed/install.mjs'

interface Manifest {
  readonly name: string
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>
  readonly bin: Readonly<Record<string, string>>
  readonly dependencies: Readonly<Record<string, string>>
  readonly peerDependencies: Readonly<Record<string, string>>
}

const root = fileURLToPath(new URL('..', import.meta.url))
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest
const targets = Object.values(manifest.exports).flatMap((target) => (typeof target === 'string' ? [target] : Object.values(target)))
const peers = Object.keys(manifest.peerDependencies).toSorted()
let folder = ''
let project = ''
let files: readonly string[] = []
let npmSaid = ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'packed-'))
  project = join(folder, 'project')
  const packed = await pack(folder)
  files = packed.files
  npmSaid = await install(packed.tarball, project)
}, 200_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs a program of Node in the project, on the Node of this test. */
function runs(...words: readonly string[]): { readonly status: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: project, env: userEnv, encoding: 'utf8', timeout: 300_000 })
  return { status, output: stdout + stderr }
}

test('the tarball holds what is built, the document, and what says what it is', () => {
  expect(files.filter((path) => !path.startsWith('dist/')).toSorted()).toEqual([
    'LICENSE',
    'README.md',
    'contract/openapi.json',
    'package.json',
  ])
  const built = files.filter((path) => path.startsWith('dist/'))
  expect(built.filter((path) => !/^dist\/(?:cli\.|contract\/|mock\/|conformance\/|reports\/)/.test(path))).toEqual([])
  expect(built.filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))).toEqual([])
  expect(built.filter((path) => /\.(?:test|spec|conformance)\.|\.map$|testing\/|\/page\/|vite\.config/.test(path))).toEqual([])
})

test('every door, schema and asset is in the tarball', () => {
  const wanted = [...targets, ...Object.values(manifest.bin)].map((path) => path.replace('./', ''))
  expect(wanted.filter((path) => !files.includes(path))).toEqual([])
  const page = readdirSync(join(root, 'reports/html/assets')).map((name) => `dist/reports/html/assets/${name}`)
  expect(files).toEqual(expect.arrayContaining(page))
  expect(files).toContain('dist/mock/console/built/index.html')
})

test('it installs without a warning, and without a script of its own or of others', () => {
  expect(npmSaid).toMatch(/^\s*added \d+ packages in \S+\s*$/)
  const lock = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, { readonly hasInstallScript?: true }>>
  }
  expect(Object.entries(lock.packages).filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([])
})

test('mock, check, judge and every door that needs no peer work where it is installed', () => {
  const { status, output } = runs('smoke.mjs')
  const [doors = '', commands = '', ...more] = output.split('\n')
  const [, ...asked] = doors.split(', ')
  expect(asked.toSorted()).toEqual(peers.map((name) => `${name} asked for`))
  expect(commands).toMatch(/^node \S+: mock, check and judge agree after \S+ s$/)
  expect(more).toEqual([''])
  expect(status).toBe(0)
}, 310_000)

test('no declaration behind a door speaks of Prism, or of a package that a user need not have', () => {
  const packages = new Set(targets.filter((path) => path.endsWith('.d.ts')).flatMap((path) => [...packagesIn(installed(path))]))
  const known = new Set([...Object.keys(manifest.dependencies), ...peers])
  expect([...packages].filter((name) => !isBuiltin(name) && !known.has(name))).toEqual([])
  expect([...packages].filter((name) => /stoplight|fp-ts/.test(name))).toEqual([]) // they are dependencies, but none of the user's
})

test('tests of a user that go through every door type-check strictly, and pass, where the peers are there', () => {
  const consumer = join(root, 'test/packed/consumer')
  cpSync(consumer, project, { recursive: true })
  const sources = readdirSync(consumer).map((name) => readFileSync(join(consumer, name), 'utf8'))
  const doors = Object.entries(manifest.exports).filter(([, target]) => typeof target !== 'string')
  expect(doors.filter(([door]) => !sources.join('').includes(`'${door.replace('.', manifest.name)}'`))).toEqual([])
  // The peers are those of this repository: what is installed from the registry is the package.
  for (const name of [...peers, '@types/node']) link(name)
  expect(runs(join(root, 'node_modules/typescript/bin/tsc'), '-p', '.')).toEqual({ status: 0, output: '' })
  expect(runs('node_modules/vitest/vitest.mjs', 'run', '--no-color')).toMatchObject({ status: 0 })
  expect(runs('node_modules/@playwright/test/cli.js', 'test')).toMatchObject({ status: 0, output: expect.stringContaining('1 passed') })
}, 310_000)

test('the example is copied into a project as the README says: it type-checks there, and its page is built', () => {
  cpSync(join(root, 'mock/examples/token-list'), join(project, 'token-list'), { recursive: true })
  for (const name of ['@playwright/test', '@types/node']) link(name)
  expect(runs(join(root, 'node_modules/typescript/bin/tsc'), '-p', 'token-list')).toEqual({ status: 0, output: '' })
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  expect(runs(vite, 'build', 'token-list', '--logLevel', 'warn')).toEqual({ status: 0, output: '' })
}, 60_000)

test.runIf(process.env['NODES'] !== undefined)(
  'other versions of Node run it, too: those that NODES names, "22 26"',
  () => {
    const versions = (process.env['NODES'] ?? '').split(' ')
    const { status, output } = runs(join(root, 'test/packed/nodes.mjs'), ...versions)
    expect(output).not.toContain('does not work')
    expect(status).toBe(0)
  },
  310_000,
)

function installed(path: string): string {
  return join(project, 'node_modules/dayzero-contract', path)
}

function link(name: string): void {
  const at = join(project, 'node_modules', name)
  mkdirSync(dirname(at), { recursive: true })
  rmSync(at, { recursive: true, force: true })
  symlinkSync(join(root, 'node_modules', name), at, 'junction')
}

/** The packages that a declaration names, and those that it leads to. */
function packagesIn(file: string, seen: Set<string> = new Set()): Set<string> {
  const packages = new Set<string>()
  if (seen.has(file)) return packages
  seen.add(file)
  for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/(?:\bfrom|\bimport|types=)\s*\(?["']([^"']+)["']/g)) {
    if (path.startsWith('.'))
      for (const name of packagesIn(join(dirname(file), path.replace(/\.[jt]s$/, '.d.ts')), seen)) packages.add(name)
    else packages.add(path)
  }
  return packages
}
