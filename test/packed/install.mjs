// The package as it would be published, in a project of its own: nothing here sees the repository but `npm pack`.
import { execFile } from 'node:child_process'
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What npm tells the scripts it runs would reach the npm of a test, too; a user's has none of it. */
export const userEnv = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')))

/** Packs what is built into the folder; gives the tarball and the paths in it. */
export async function pack(folder) {
  const { stdout } = await npm(root, ['pack', '--ignore-scripts', '--json', '--pack-destination', folder])
  const [{ filename, files }] = JSON.parse(stdout)
  return { tarball: join(folder, filename), files: files.map(({ path }) => path) }
}

/** Makes an empty project with the tarball installed, and `smoke.mjs` to run there; gives what npm said. */
export async function install(tarball, project) {
  mkdirSync(project)
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }\n')
  copyFileSync(new URL('smoke.mjs', import.meta.url), join(project, 'smoke.mjs'))
  return add(tarball, project)
}

/** Installs one more package there; gives what npm said. */
export async function add(name, project) {
  const words = ['install', '--save-dev', '--prefer-offline', '--no-audit', '--no-fund', name]
  const { stdout, stderr } = await npm(project, words)
  return stdout + stderr
}

function npm(cwd, args) {
  return promisify(execFile)('npm', args, { cwd, env: userEnv, timeout: 180_000, shell: process.platform === 'win32' })
}
