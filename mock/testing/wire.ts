import { connect } from 'node:net'
import type { Socket } from 'node:net'

/** A response as it came off the wire. */
export interface Reply {
  readonly status: number
  /** Names in lower case; of several lines with one name the last. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** The body as JSON; `undefined` when it is none. */
  readonly json: unknown
}

/** A connection that sends any bytes and reads responses one by one. */
export interface Wire {
  /** Writes, and waits for the next response. */
  exchange(bytes: string | Uint8Array, head?: boolean): Promise<Reply>
  write(bytes: string | Uint8Array): void
  next(head?: boolean): Promise<Reply>
  /** Resolves when the other side has closed. */
  readonly closed: Promise<void>
  close(): void
  readonly socket: Socket
}

/** Opens a connection to a mock. */
export async function openWire(url: string): Promise<Wire> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', reject)
  })
  let received = Buffer.alloc(0)
  let ended = false
  let wake: (() => void) | undefined
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => {
      ended = true
      wake?.()
      resolve()
    })
  })
  socket.on('error', () => undefined)
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk])
    wake?.()
  })

  async function next(head = false): Promise<Reply> {
    for (;;) {
      const parsed = parse(received, head)
      if (parsed !== undefined) {
        received = received.subarray(parsed.length)
        return parsed.reply
      }
      if (ended) throw new Error(`The connection was closed after ${JSON.stringify(received.toString())}`)
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }

  return {
    next,
    exchange(bytes, head) {
      socket.write(bytes)
      return next(head)
    },
    write: (bytes) => void socket.write(bytes),
    closed,
    close: () => void socket.destroy(),
    socket,
  }
}

function parse(bytes: Buffer, head: boolean): { reply: Reply; length: number } | undefined {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const [line = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n')
  const status = Number(line.split(' ')[1])
  const headers = Object.fromEntries(
    lines.map((text) => [text.slice(0, text.indexOf(':')).toLowerCase(), text.slice(text.indexOf(':') + 1).trim()]),
  )
  if (status === 100) return parseAfter(bytes, end + 4, head)
  const size = head ? 0 : Number(headers['content-length'] ?? 0)
  const length = end + 4 + size
  if (bytes.length < length) return undefined
  const body = bytes.subarray(end + 4, length).toString()
  return { reply: { status, headers, body, json: jsonOf(body) }, length }
}

/** An interim response is skipped. */
function parseAfter(bytes: Buffer, from: number, head: boolean): { reply: Reply; length: number } | undefined {
  const parsed = parse(bytes.subarray(from), head)
  return parsed === undefined ? undefined : { ...parsed, length: parsed.length + from }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
