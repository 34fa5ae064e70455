import type { ServerResponse } from 'node:http'

/** Sends a stream as it comes, and no faster than the client reads; ends with the stream, or when the client has gone. */
export async function pour(stream: AsyncIterable<string>, response: ServerResponse): Promise<void> {
  const gone = happens(response, 'close')
  for await (const text of stream) {
    if (response.destroyed) return
    if (!response.write(text)) await Promise.race([happens(response, 'drain'), gone])
  }
  response.end()
}

function happens(response: ServerResponse, event: 'close' | 'drain'): Promise<void> {
  return new Promise((resolve) => void response.once(event, resolve))
}
