import type { IncomingMessage } from 'node:http'
import { largestBody } from './wire-error.ts'

const nothing = new Uint8Array(0)

/**
 * Reads the whole body of a request and gives it to `use`, or says that it is larger than 1 MiB: then reading stops. When the
 * client breaks off before, `use` is never called.
 */
export function readBody(request: IncomingMessage, use: (body: Uint8Array | 'too large') => void): void {
  const chunks: Uint8Array[] = []
  let size = 0
  request.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= largestBody) chunks.push(chunk)
    else if (!request.isPaused()) {
      request.pause()
      use('too large')
    }
  })
  request.on('end', () => use(chunks.length < 2 ? (chunks[0] ?? nothing) : Buffer.concat(chunks)))
  // Who breaks off is no news.
  request.on('error', () => undefined)
}
