// `npm run demo`: boots the mock on a free port, runs the conformance suite against it, and leaves the reports under
// reports/out/. Ends with the exit code of the check.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { startMock } from './command.mjs'

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url))

const mock = await startMock()
try {
  const args = ['check', '--target', mock.url, '--provisioner', `${mock.url}/_mock/tokens`, '--out', 'reports/out']
  console.log(`$ dayzero-contract ${args.join(' ')}`)
  // Its output goes straight to the terminal, so that it is shown as a user would see it.
  const check = spawn(process.execPath, [cli, ...args], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => check.kill(signal))
  const [code] = await once(check, 'close')
  process.exitCode = code ?? 1
} finally {
  await mock.stop()
}
