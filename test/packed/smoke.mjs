// Runs inside a project that has the package and none of its peers, and uses it as the README says: every door, `mock`,
// `check` and `judge`. Prints a line for the doors and one for the commands, or ends with what is wrong.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const manifest = read('dayzero-contract/package.json')
const begin = performance.now()
const doors = Object.entries(manifest.exports).map(([door, target]) => ({ name: door.replace('.', manifest.name), code: target.default }))
const absent = new Set()
for (const { name, code } of doors) {
  if (code === undefined) assert.equal(typeof read(name), 'object', name)
  else await opens(name)
}
console.log(`node ${process.version}: ${doors.length} doors open${[...absent].map((peer) => `, ${peer} asked for`).join('')}`)
await commands()

function read(name) {
  return JSON.parse(readFileSync(fileURLToPath(import.meta.resolve(name)), 'utf8'))
}

/** A door that a peer stands behind says which, where the project has not got it. */
async function opens(name) {
  try {
    await import(name)
  } catch (error) {
    const [, peer] = /^Cannot find package '([^']+)'/.exec(error.message) ?? []
    assert.ok(peer in manifest.peerDependencies, `${name}: ${error.stack}`)
    absent.add(peer)
  }
}

async function commands() {
  const mock = start(['mock', '--port', '0'])
  try {
    const url = await mock.heard(/http:\/\/127\.0\.0\.1:\d+/)
    const provisioner = `${url}/_mock/tokens`
    await ends(['check', '--target', url, '--provisioner', provisioner, '--out', 'reports', '--seed', '7', '--quiet'])
    await ends(['judge', 'reports/history.ndjson', '--report', 'json=again.json', '--quiet'])
  } finally {
    mock.kill()
  }
  const report = readFileSync('reports/report.json', 'utf8')
  assert.equal(JSON.parse(report).run.node, process.version)
  assert.equal(readFileSync('again.json', 'utf8'), report)
  console.log(`node ${process.version}: mock, check and judge agree after ${((performance.now() - begin) / 1000).toFixed(1)} s`)
}

/** Runs `npx dayzero-contract` to its end, which is to be a good one and without a warning. */
async function ends(words) {
  const command = start(words)
  assert.deepEqual({ words, code: await command.ended, stderr: command.said.stderr }, { words, code: 0, stderr: '' })
}

/** Starts `npx dayzero-contract`, without what npm told the script that this runs in. */
function start(words) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')))
  const windows = process.platform === 'win32'
  // A group of its own: npx stands between us and the command.
  const child = spawn('npx', ['--no', 'dayzero-contract', ...words], { env, shell: windows, detached: !windows })
  const said = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr']) child[stream].setEncoding('utf8').on('data', (text) => (said[stream] += text))
  const ended = once(child, 'close').then(([code]) => code)
  const kill = () => child.exitCode ?? process.kill(windows ? Number(child.pid) : -Number(child.pid))
  const heard = async (pattern) => {
    while (!pattern.test(said.stdout)) {
      const code = await Promise.race([ended, once(child.stdout, 'data').then(() => undefined)])
      assert.equal(code, undefined, said.stderr)
    }
    return pattern.exec(said.stdout)[0]
  }
  return { said, ended, kill, heard }
}
