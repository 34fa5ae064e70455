// The peers, each as its own documentation starts it on the contract, told to log as little as it can.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startStateless } from './stateless.mjs'

const contract = fileURLToPath(new URL('../../../contract/openapi.json', import.meta.url))
const prismCli = fileURLToPath(new URL('../../../node_modules/@stoplight/prism-cli/dist/index.js', import.meta.url))
const folder = fileURLToPath(new URL('../peers', import.meta.url))
const modules = join(folder, 'node_modules')

export const prism = peer('Prism CLI 5.14.2', process.execPath, prismCli, (port) => ['mock', '-p', port, '-v', 'silent', contract])

/** @type {readonly import('./subject.mjs').Subject[]} */
export const peers = [
  prism,
  peer('openapi-backend 5.21.2', process.execPath, join(folder, 'openapi-backend-server.mjs'), (port) => [port, contract], {
    needs: join(modules, 'openapi-backend'),
  }),
  peer('Mockoon CLI 9.9.0', process.execPath, join(modules, '@mockoon/cli/bin/run.js'), (port) => [
    'start',
    `--data=${contract}`,
    `--port=${port}`,
    '--hostname=127.0.0.1',
    '--disable-log-to-file',
    '--disable-admin-api',
  ]),
  // What it answers is written by hand: it does not read a contract.
  jar('WireMock 3.13.2', 'wiremock/build/wiremock-standalone-3.13.2.jar', (port) => [
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    `--root-dir=${join(folder, 'wiremock')}`,
    '--no-request-journal',
    '--disable-banner',
  ]),
  jar('Specmatic 2.55.1', 'specmatic/specmatic.jar', (port) => ['stub', contract, '--host', '127.0.0.1', '--port', port, '--noConsoleLog']),
]

/** @returns {import('./subject.mjs').Subject} */
function peer(name, command, file, argsOf, { needs = file, before = [] } = {}) {
  return {
    name,
    absent: () => (existsSync(needs) ? undefined : 'it is not installed; `npm run bench:peers` installs it'),
    start: () =>
      // Whatever it leaves where it runs is not left here.
      startStateless(command, (port) => [...before, file, ...argsOf(port)], { cwd: mkdtempSync(join(tmpdir(), 'peer-')) }),
  }
}

/** @returns {import('./subject.mjs').Subject} */
function jar(name, path, argsOf) {
  const one = peer(name, 'java', join(modules, path), argsOf, { before: ['-jar'] })
  return { ...one, absent: () => one.absent() ?? (hasJava() ? undefined : 'it needs Java, which is not installed') }
}

function hasJava() {
  try {
    execFileSync('java', ['-version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
