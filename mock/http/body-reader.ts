import type { IncomingMessage } from 'node:http'
import { largestBody } from './wire-error.ts'

const nothing = new Uint8Array(0)

/** The whole body of a request, unless the client breaks off, or it turns out larger than 1 MiB: then reading stops. */
export function readBody(request: IncomingMessage): Promise<Uint8Array | 'too large' | 'aborted'> {
  return new Promise((resolve) => {
    const chunks: Uint8Array[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= largestBody) chunks.push(chunk)
      else {
        request.pause()
        resolve('too large')
      }
    })
    request.on('end', () => resolve(chunks.length < 2 ? (chunks[0] ?? nothing) : Buffer.concat(chunks)))
    request.on('close', () => resolve('aborted'))
    request.on('error', () => resolve('aborted'))
  })
}
