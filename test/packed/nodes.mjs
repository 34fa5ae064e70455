// `npm run check:nodes`: packs the package, installs it into an empty project, and uses it there on each of these versions
// of Node, or on those that are named.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { install, pack, userEnv } from './install.mjs'

const named = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'nodes-'))
const project = join(folder, 'project')
try {
  const { tarball } = await pack(folder)
  await install(tarball, project)
  for (const version of named.length > 0 ? named : ['20', '22', '24', '26']) await smokeOn(version)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function smokeOn(version) {
  const words = ['-y', '--prefer-offline', '-p', `node@${version}`, 'node', 'smoke.mjs']
  const npx = spawn('npx', words, { cwd: project, env: userEnv, stdio: 'inherit', timeout: 180_000, shell: process.platform === 'win32' })
  const [code] = await once(npx, 'close')
  if (code === 0) return
  console.error(`The package does not work on Node ${version}.`)
  process.exitCode = 1
}
