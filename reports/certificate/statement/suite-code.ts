import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import type { Digest } from './facts.ts'

const rooms = ['contract', 'conformance', 'reports']

/** SHA-256 over the code that judges and reports, file by file with its name: two runs with one digest had one judge. */
export function suiteCode(root: string = fileURLToPath(new URL('../../..', import.meta.url))): Digest {
  const hash = createHash('sha256')
  for (const room of rooms) {
    const names = readdirSync(join(root, room), { recursive: true, encoding: 'utf8' }).filter(isCode).toSorted()
    for (const name of names) {
      const content = readFileSync(join(root, room, name))
      hash.update(`${room}/${name.replaceAll('\\', '/')} ${content.length}\n`).update(content)
    }
  }
  return hash.digest('hex')
}

function isCode(name: string): boolean {
  return /\.(?:js|ts)$/.test(name) && !/\.(?:d|test|conformance)\.ts$|testing[\\/]/.test(name)
}
