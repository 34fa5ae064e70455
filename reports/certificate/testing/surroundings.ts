import { Writable } from 'node:stream'
import type { Surroundings } from '../../writers.ts'

/** A process that is none: what was said to it can be read. */
export interface Said extends Surroundings {
  readonly out: () => string
  readonly err: () => string
}

export function nobody(env: NodeJS.ProcessEnv = {}): Said {
  const [stdout, out] = listening()
  const [stderr, err] = listening()
  return { stdout, stderr, env, out, err }
}

function listening(): readonly [NodeJS.WriteStream, () => string] {
  let said = ''
  const stream = new Writable({
    write: (chunk: Buffer, _, done) => {
      said += chunk.toString()
      done()
    },
  })
  return [stream as unknown as NodeJS.WriteStream, () => said]
}
