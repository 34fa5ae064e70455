// `npm run check:nodes`: packs the package, installs it into an empty project, and uses it there on each of these versions
// of Node, or on those that are named; then behind Mock Service Worker 3 on those of them that it is for.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { add, install, pack, userEnv } from './install.mjs'

const named = process.argv.slice(2)
const versions = named.length > 0 ? named : ['20', '22', '24', '26']
const folder = mkdtempSync(join(tmpdir(), 'nodes-'))
const project = join(folder, 'project')
try {
  const { tarball } = await pack(folder)
  await install(tarball, project)
  await runOnEach(versions, 'smoke.mjs')
  // The peer of this repository is msw 2, which runs on Node 20, too.
  await add('msw@3', project)
  copyFileSync(new URL('msw.mjs', import.meta.url), join(project, 'msw.mjs'))
  await runOnEach(
    versions.filter((name) => Number.parseInt(name, 10) >= 22),
    'msw.mjs',
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Two at a time: each waits as much as it computes. */
async function runOnEach(names, program) {
  const queue = names.values()
  const work = async () => {
    for (const version of queue) await runOn(version, program)
  }
  await Promise.all([work(), work()])
}

/** Each version has a folder in the project to write to. */
async function runOn(version, program) {
  const cwd = join(project, `node-${version}`)
  mkdirSync(cwd, { recursive: true })
  const words = ['-y', '--prefer-offline', '-p', `node@${version}`, 'node', `../${program}`]
  const npx = spawn('npx', words, { cwd, env: userEnv, stdio: 'inherit', timeout: 180_000, shell: process.platform === 'win32' })
  const [code] = await once(npx, 'close')
  if (code === 0) return
  console.error(`The package does not work on Node ${version}: ${program} failed.`)
  process.exitCode = 1
}
