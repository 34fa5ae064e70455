import fs from 'node:fs'
const f = 'package-lock.json',
  lock = JSON.parse(fs.readFileSync(f, 'utf8'))
const P = lock.packages,
  add = {}
for (const [at, p] of Object.entries(P))
  for (const [name, version] of Object.entries(p.optionalDependencies ?? {})) {
    if (P['node_modules/' + name] || P[at + '/node_modules/' + name]) continue
    const m = name.match(
      /(android|darwin|freebsd|linux|openharmony|win32|wasm32)-(arm-eabi|arm64|x64|ia32|arm|ppc64|riscv64|s390x|wasi|loong64)(?:-(gnu|musl|gnueabihf|musleabihf|msvc))?$/,
    )
    if (!m) {
      console.log('??', at, name, version)
      continue
    }
    const os = m[1],
      cpu = m[2] === 'arm-eabi' ? 'arm' : m[2]
    const e = {
      version,
      cpu: [cpu],
      dev: true,
      ...(os === 'linux' && m[3] ? { libc: [m[3].startsWith('musl') ? 'musl' : 'glibc'] } : {}),
      optional: true,
      os: [os],
    }
    add['node_modules/' + name] = e
  }
for (const k in add) P[k] = add[k]
lock.packages = Object.fromEntries(Object.entries(P).sort(([a], [b]) => (a < b ? -1 : 1)))
fs.writeFileSync(f, JSON.stringify(lock, null, 2) + '\n')
console.log(Object.keys(add).length, 'added')
