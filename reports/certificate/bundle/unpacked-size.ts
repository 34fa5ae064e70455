import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'

/**
 * How many bytes a gzipped file unpacks to, without keeping them; `undefined` when it is no whole gzip file or unpacks to
 * more than the limit: unpacking stops there.
 */
export async function unpackedSize(path: string, limit: number): Promise<number | undefined> {
  let size = 0
  try {
    await pipeline(createReadStream(path), createGunzip(), async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) if ((size += chunk.length) > limit) throw new RangeError('It unpacks to more.')
    })
    return size
  } catch {
    return undefined
  }
}
