import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const script = fileURLToPath(new URL('wrk.lua', import.meta.url))

export const wrkVersion = versionOf()

export async function wrk({ url, requests, connections, seconds, rate = 0 }) {
  const folder = mkdtempSync(join(tmpdir(), 'wrk-'))
  try {
    const file = join(folder, 'requests')
    writeFileSync(file, requests.map((request) => wireOf(request, new URL(url).host)).join('\0'))
    const args = ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '10s', '-s', script, url, '--', file, String(rate)]
    const { stdout } = await promisify(execFile)('wrk', args)
    return JSON.parse(stdout.slice(stdout.lastIndexOf('\n{')))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function wireOf({ method, path, headers, body }, host) {
  const fields = Object.entries({ host, ...headers, 'content-length': Buffer.byteLength(body) })
  return `${method} ${path} HTTP/1.1\r\n${fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`
}

function versionOf() {
  try {
    // It says its version and ends with 1.
    execFileSync('wrk', ['-v'], { encoding: 'utf8', stdio: 'pipe' })
  } catch (error) {
    const [, version] = /^wrk (?:debian\/)?(\d[\d.]*)/m.exec(String(error.stdout)) ?? []
    return version === undefined ? undefined : `wrk ${version}`
  }
  return undefined
}
