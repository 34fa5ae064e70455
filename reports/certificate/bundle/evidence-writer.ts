import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createGzip } from 'node:zlib'
import type { Writer } from '../../../conformance/index.ts'
import { drained } from '../../destination.ts'
import { CertificateError } from '../errors.ts'
import type { EvidenceFacts } from '../statement/facts.ts'
import { digestOf } from './digest.ts'

/** A writer of evidence, which can say what it wrote once it is closed. */
export interface EvidenceWriter extends Writer {
  facts(): Promise<EvidenceFacts>
}

/** Writes every event of a run into a new gzipped file as it happens: nothing of the run is left out, and nothing waits in memory. */
export function evidenceWriter(path: string): EvidenceWriter {
  const gzip = createGzip()
  const file = gzip.pipe(createWriteStream(path, { flags: 'wx' }))
  let broken: Error | undefined
  file.on('error', (error) => {
    broken ??= error
    gzip.destroy()
  })
  const check = () => {
    if (broken !== undefined)
      throw new CertificateError('NOT_WRITABLE', `${path}: the evidence cannot be written (${broken.message}).`, { cause: broken })
  }
  let unpacked = 0
  return {
    async on(event) {
      if (event.kind !== 'history') return
      check()
      const line = Buffer.from(`${JSON.stringify(event.event)}\n`)
      unpacked += line.length
      if (!gzip.write(line)) await drained(gzip)
    },
    async close() {
      if (broken === undefined && !file.closed) {
        gzip.end()
        await once(file, 'close')
      }
      check()
    },
    async facts() {
      const bytes = await readFile(path)
      return { sha256: digestOf(bytes), size: bytes.length, unpacked }
    },
  }
}
