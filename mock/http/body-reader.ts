import type { IncomingMessage } from 'node:http'

/** The largest body that is read, in bytes. */
export const largestBody = 1_048_576

const nothing = new Uint8Array(0)

/** The whole body of a request. One that is, or says it is, larger than 1 MiB is not read further. */
export function readBody(request: IncomingMessage): Promise<Uint8Array | 'too large' | 'aborted'> {
  if (Number(request.headers['content-length'] ?? 0) > largestBody) return Promise.resolve('too large')
  return new Promise((resolve) => {
    const chunks: Uint8Array[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > largestBody) {
        request.pause()
        resolve('too large')
      } else chunks.push(chunk)
    })
    request.on('end', () => resolve(chunks.length === 0 ? nothing : chunks.length === 1 ? (chunks[0] ?? nothing) : Buffer.concat(chunks)))
    request.on('close', () => resolve('aborted'))
    request.on('error', () => resolve('aborted'))
  })
}
