import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** Deletes from a folder the declarations that no door leads to: nobody can import what they declare. */
export function dropUnreachable(folder, { exports }) {
  const reached = new Set()
  for (const { types } of Object.values(exports)) if (types !== undefined) reach(resolve(types), reached)
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    if (name.endsWith('.d.ts') && !reached.has(resolve(folder, name))) rmSync(join(folder, name))
}

function reach(file, reached) {
  if (reached.has(file)) return
  reached.add(file)
  for (const [, path] of readFileSync(file, 'utf8').matchAll(/(?:from|import) ?\(?'(\.[^']*)'/g))
    reach(resolve(dirname(file), path.replace(/\.[jt]s$/, '.d.ts')), reached)
}
