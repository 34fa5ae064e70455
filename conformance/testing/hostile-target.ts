import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { gzipSync } from 'node:zlib'

/** What a target may do to a client. Each is done to every request, except where its name says otherwise. */
export type Hostility =
  | 'endless body'
  | 'endless body, byte by byte'
  | 'endless body until the end of the connection'
  | '5 GB with a length'
  | '5 GB announced and not sent'
  | 'gzip bomb'
  | 'broken gzip'
  | 'no gzip at all'
  | 'coded a hundred times'
  | 'slow headers'
  | 'one byte at a time'
  | 'never answering'
  | 'reset before the head'
  | 'reset after the head'
  | 'closed before the head'
  | 'closed within the head'
  | 'half-closed'
  | 'HTTP/0.9'
  | 'noise'
  | 'another protocol'
  | 'redirect elsewhere'
  | 'invalid UTF-8'
  | 'length too long'
  | 'length too short'
  | 'two lengths'
  | 'a length that is none'
  | 'a broken chunk'
  | 'chunks without an end'
  | '100,000 headers'
  | 'a header without an end'
  | '100,000 trailers'
  | 'interim answers without end'
  | 'an interim 100 that nobody expected'
  | 'a switch of protocols that nobody asked for'
  | 'an answer too many'
  | 'an answer too many, a little later'
  | 'closing every second kept connection'

/** Answers one request on a socket; `turn` counts the requests of the target, from 0. */
export type Behaviour = (socket: Socket, turn: number) => void

/** A running hostile target. */
export interface HostileTarget {
  readonly url: string
  /** What has arrived so far, as latin1, in the order of the requests. */
  readonly requests: readonly string[]
  /** How many connections were opened so far. */
  readonly connections: number
  /** How many bytes it has sent so far. */
  readonly bytesSent: number
  close(): Promise<void>
}

/**
 * Starts a server on a free port of 127.0.0.1 that answers every request with one hostility, or as a function says.
 *
 * It reads a request until its head ends and as much body as `Content-Length` says; chunked bodies until `0`.
 */
export async function startHostileTarget(behaviour: Hostility | Behaviour): Promise<HostileTarget> {
  const behave = typeof behaviour === 'function' ? behaviour : hostilities[behaviour]
  const sockets = new Set<Socket>()
  const requests: string[] = []
  let connections = 0
  let bytesSent = 0
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    connections += 1
    sockets.add(socket)
    // The client resets and closes as it likes; a target does not mind.
    socket.on('error', () => {})
    socket.on('close', () => {
      bytesSent += socket.bytesWritten
      sockets.delete(socket)
    })
    onRequests(socket, (request) => {
      requests.push(request)
      behave(socket, requests.length - 1)
    })
    socket.on('end', () => {
      if (behaviour !== 'half-closed') socket.end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    get connections() {
      return connections
    },
    get bytesSent() {
      return bytesSent + [...sockets].reduce((sum, socket) => sum + socket.bytesWritten, 0)
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
    },
  }
}

/** A complete answer in HTTP/1.1, with its length. */
export function answer(body: string | Uint8Array, { status = 201, headers = '' }: { status?: number; headers?: string } = {}): Buffer {
  const bytes = Buffer.from(body)
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} Whatever\r\nContent-Length: ${bytes.length}\r\n${headers}\r\n`, 'latin1'), bytes])
}

const json = '{"success":true}'
const aMegabyte = Buffer.alloc(2 ** 20, 'x')

const hostilities: Record<Hostility, Behaviour> = {
  'endless body': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n')
    pour(socket, Buffer.concat([Buffer.from('100000\r\n'), aMegabyte, Buffer.from('\r\n')]))
  },
  'endless body, byte by byte': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n')
    pour(socket, Buffer.from('1\r\nx\r\n'.repeat(20_000)))
  },
  'endless body until the end of the connection': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n')
    pour(socket, aMegabyte)
  },
  '5 GB with a length': (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${5 * 2 ** 30}\r\n\r\n`)
    pour(socket, aMegabyte)
  },
  '5 GB announced and not sent': (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${5 * 2 ** 30}\r\n\r\n{`)
  },
  'gzip bomb': (socket) => {
    // 32 MiB of zeros in 150 KB.
    socket.write(answer(gzipSync(Buffer.alloc(2 ** 25), { level: 1 }), { headers: 'Content-Encoding: gzip\r\n' }))
  },
  'broken gzip': (socket) => {
    socket.write(answer(gzipSync(json).subarray(0, -9), { headers: 'Content-Encoding: gzip\r\n' }))
  },
  'no gzip at all': (socket) => {
    socket.write(answer(json, { headers: 'Content-Encoding: gzip\r\n' }))
  },
  'coded a hundred times': (socket) => {
    socket.write(answer(json, { headers: `Content-Encoding: ${'gzip, '.repeat(100)}gzip\r\n` }))
  },
  'slow headers': (socket) => drip(socket, `HTTP/1.1 200 OK\r\n${'X-Slow: 1\r\n'.repeat(1_000)}`),
  'one byte at a time': (socket) => drip(socket, `HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n${'x'.repeat(10_000)}`),
  'never answering': () => {},
  'reset before the head': (socket) => void socket.resetAndDestroy(),
  'reset after the head': (socket) => {
    socket.write('HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{"suc', () => setTimeout(() => socket.resetAndDestroy(), 20))
  },
  'closed before the head': (socket) => void socket.end(),
  'closed within the head': (socket) => void socket.end('HTTP/1.1 201 Created\r\nContent-Le'),
  'half-closed': (socket) => void socket.end('HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{"suc'),
  'HTTP/0.9': (socket) => void socket.end('<html><body>It works!</body></html>'),
  noise: (socket) => void socket.write(Buffer.from(Array.from({ length: 300 }, (_, index) => (index * 131) % 256))),
  'another protocol': (socket) => void socket.write('SSH-2.0-OpenSSH_9.6\r\n'),
  'redirect elsewhere': (socket) => {
    socket.write(answer('', { status: 307, headers: 'Location: http://169.254.169.254/latest/meta-data/\r\n' }))
  },
  'invalid UTF-8': (socket) => void socket.write(answer(Buffer.from([0x7b, 0xff, 0xfe, 0xc0, 0x80, 0x7d]))),
  'length too long': (socket) => void socket.end(`HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n${json}`),
  'length too short': (socket) => void socket.write(`HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\n${json}`),
  'two lengths': (socket) => void socket.write(`HTTP/1.1 201 Created\r\nContent-Length: 5\r\nContent-Length: 16\r\n\r\n${json}`),
  'a length that is none': (socket) => void socket.write(`HTTP/1.1 201 Created\r\nContent-Length: many\r\n\r\n${json}`),
  'a broken chunk': (socket) => void socket.write('HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n'),
  'chunks without an end': (socket) => void socket.end('HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n'),
  '100,000 headers': (socket) => {
    socket.write(
      `HTTP/1.1 201 Created\r\n${Array.from({ length: 100_000 }, (_, index) => `X-${index}: y\r\n`).join('')}Content-Length: 0\r\n\r\n`,
    )
  },
  'a header without an end': (socket) => {
    socket.write('HTTP/1.1 201 Created\r\nX-Long: ')
    pour(socket, aMegabyte)
  },
  '100,000 trailers': (socket) => {
    const trailers = Array.from({ length: 100_000 }, (_, index) => `X-${index}: y\r\n`).join('')
    socket.write(`HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n${trailers}\r\n`)
  },
  'interim answers without end': (socket) => {
    pour(socket, Buffer.from(`HTTP/1.1 103 Early Hints\r\nLink: <${'x'.repeat(8_000)}>\r\n\r\n`.repeat(100)))
  },
  'an interim 100 that nobody expected': (socket) => {
    socket.write('HTTP/1.1 100 Continue\r\n\r\n')
    socket.write(answer(json))
  },
  'a switch of protocols that nobody asked for': (socket) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n')
  },
  'an answer too many': (socket) => {
    socket.write(Buffer.concat([answer(json), answer('{"success":false}', { status: 404 })]))
  },
  'an answer too many, a little later': (socket) => {
    socket.write(answer(json), () => setTimeout(() => socket.write(answer('{"success":false}', { status: 404 })), 20))
  },
  'closing every second kept connection': (socket, turn) => {
    socket.write(answer(json))
    if (turn % 2 === 1) setImmediate(() => socket.destroy())
  },
}

/** The names of all hostilities. */
export const allHostilities: readonly Hostility[] = Object.keys(hostilities) as Hostility[]

/** Writes the same bytes for ever, as fast as they are read. */
function pour(socket: Socket, bytes: Uint8Array): void {
  const more = (): void => {
    while (socket.writable && socket.write(bytes));
  }
  socket.on('drain', more)
  more()
}

/** Writes one byte every 10 ms. */
function drip(socket: Socket, text: string): void {
  let sent = 0
  const timer = setInterval(() => socket.write(text.charAt(sent++)), 10)
  socket.on('close', () => clearInterval(timer))
}

/** Calls back for every request that has arrived in full. */
function onRequests(socket: Socket, take: (request: string) => void): void {
  let received = ''
  socket.on('data', (chunk: Buffer) => {
    received += chunk.toString('latin1')
    for (let end = endOfRequest(received); end > 0; end = endOfRequest(received)) {
      const request = received.slice(0, end)
      received = received.slice(end)
      take(request)
    }
  })
}

/** Where the first request ends; 0 while it is not all there. */
function endOfRequest(received: string): number {
  const head = received.indexOf('\r\n\r\n') + 4
  if (head < 4) return 0
  const length = Number(/\r\ncontent-length: *(\d+)\r\n/i.exec(received.slice(0, head))?.[1] ?? 0)
  if (!/\r\ntransfer-encoding: *chunked/i.test(received.slice(0, head))) return received.length >= head + length ? head + length : 0
  const last = received.indexOf('0\r\n\r\n', head)
  return last < 0 ? 0 : last + 5
}
