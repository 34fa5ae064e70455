// Adds to package-lock.json the optional packages of other platforms that the registry in use did not serve, so that
// `npm ci` accepts the file everywhere. Run it after `npm install` whenever `npm ci` says "Missing: … from lock file".
import { readFileSync, writeFileSync } from 'node:fs'

const file = 'package-lock.json'
const lock = JSON.parse(readFileSync(file, 'utf8'))
const platform =
  /(android|darwin|freebsd|linux|openharmony|win32|wasm32)-(arm-eabi|arm64|x64|ia32|arm|ppc64|riscv64|s390x|wasi|loong64)(?:-(gnu|musl|gnueabihf|musleabihf|msvc))?$/

let added = 0
for (const [at, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const match = platform.exec(name)
    if (`node_modules/${name}` in lock.packages || `${at}/node_modules/${name}` in lock.packages || match === null) continue
    const [, os, cpu, abi] = match
    lock.packages[`node_modules/${name}`] = {
      version,
      cpu: [cpu === 'arm-eabi' ? 'arm' : cpu],
      ...(entry.dev ? { dev: true } : {}),
      ...(os === 'linux' && abi !== undefined ? { libc: [abi.startsWith('musl') ? 'musl' : 'glibc'] } : {}),
      optional: true,
      os: [os],
    }
    added += 1
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).toSorted(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${added} entries added to ${file}`)
