import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { ConnectionEvent } from '../history/events.ts'
import type { Line } from './dial.ts'

/** A connection event, and whether bytes came on it that answer no request: only known when it has closed. */
export interface ConnectionNotice extends ConnectionEvent {
  /** Bytes came when nothing was asked, or after the end of an answer. They were thrown away with the connection. */
  readonly unsolicited?: true
}

/** What a connection needs to know of the lane that owns it. */
export interface ConnectionOwner {
  readonly door: string
  readonly clock: () => number
  readonly onConnection: (notice: ConnectionNotice) => void
  /** The connections that are open; each adds and removes itself. */
  readonly open: Set<Connection>
}

/** An open connection with its number; it says when it opened and closed. */
export class Connection {
  readonly number: number
  readonly socket: Socket
  readonly protocol: 'http/1.1' | 'h2'
  /** How many requests it has carried. */
  carried = 0
  /** Settles when it has closed. */
  readonly closed: Promise<void>
  readonly #transport: Socket
  #unsolicited = false

  constructor(number: number, { socket, transport, protocol }: Line, { door, clock, onConnection, open }: ConnectionOwner) {
    this.number = number
    this.socket = socket
    this.protocol = protocol
    this.#transport = transport
    const event = { kind: 'connection', connection: number, door, protocol } as const
    open.add(this)
    onConnection({ ...event, event: 'opened', at: clock(), ...certificateOf(socket) })
    this.closed = new Promise((resolve) => {
      socket.once('close', () => {
        open.delete(this)
        onConnection({ ...event, event: 'closed', at: clock(), ...(this.#unsolicited && { unsolicited: true }) })
        resolve()
      })
    })
  }

  /** Whether the other side has said that it sends no more. */
  get hasEnded(): boolean {
    return this.socket.readableEnded
  }

  /** Bytes that answer nothing have come: it is of no more use. */
  foul(): void {
    this.#unsolicited = true
    this.drop()
  }

  /** Ends it at once, with a TCP reset where there is a TCP socket to reset: the other side must not take it for a FIN. */
  drop(): void {
    if (!this.#transport.destroyed) this.#transport.resetAndDestroy()
    this.socket.destroy()
  }

  /** Ends it the ordinary way. */
  close(): void {
    this.socket.destroy()
    this.#transport.destroy()
  }
}

/** What the other side presented, where there is TLS. */
function certificateOf(socket: Socket): { readonly certificate?: string } {
  const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined
  return certificate === undefined ? {} : { certificate: certificate.fingerprint256.replaceAll(':', '').toLowerCase() }
}
