import type { Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Connection } from '../pipeline/incoming.ts'

/** The open connections of a server: who has answers to come, and how each one ends without losing any. */
export interface Connections {
  /** A request has arrived and will get this response. */
  expects(socket: Socket, response: ServerResponse): Connection
  /** This response will not be complete; nobody waits for it. */
  forsake(socket: Socket, response: ServerResponse): void
  /** Sends these last bytes, after the answers that are still to come, and ends the connection. */
  endWith(socket: Socket, bytes: string): void
  /** Stops listening, lets answers to come be sent, and cuts off what has not ended after `patience` milliseconds. */
  close(patience: number): Promise<void>
  /** Whether the connection ends with this response. */
  isLast(response: ServerResponse): boolean
}

/** When a connection is closed although nobody asked for it; `Infinity` for never. */
export interface ConnectionLimits {
  /** After so many requests. */
  readonly requests: number
  /** When the last answer is so many milliseconds old. Node's own limit comes a second later than it says. */
  readonly idle: number
}

interface State {
  readonly connection: Connection
  readonly responses: Set<ServerResponse>
  /** How many responses there have been, those to come included. */
  count: number
  idle: NodeJS.Timeout | undefined
  farewell: string | undefined
}

/** How long a connection that has been told goodbye may take to read it, in milliseconds. */
const lingering = 500

export function connectionsOf(server: Server, limits: ConnectionLimits): Connections {
  const lasts = new WeakSet<ServerResponse>()
  const states = new Map<Socket, State>()
  let opened = 0
  let closing = false
  server.on('connection', (socket: Socket) => {
    stateOf(socket)
    socket.once('close', () => forget(socket))
    // A reset by the other side is no news.
    socket.on('error', () => socket.destroy())
  })

  return {
    isLast: (response) => closing || lasts.has(response),
    expects(socket, response) {
      const state = stateOf(socket)
      state.responses.add(response)
      state.count += 1
      if (state.count >= limits.requests) lasts.add(response)
      clearTimeout(state.idle)
      response.once('close', () => {
        state.responses.delete(response)
        settle(socket, state)
      })
      return state.connection
    },
    forsake(socket, response) {
      states.get(socket)?.responses.delete(response)
    },
    endWith(socket, bytes) {
      const state = states.get(socket)
      if (state === undefined || state.farewell !== undefined || !socket.writable) return
      state.farewell = bytes
      settle(socket, state)
    },
    close(patience) {
      closing = true
      return new Promise((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), patience)
        server.close(() => {
          clearTimeout(cut)
          resolve()
        })
        for (const [socket, state] of states) settle(socket, state)
      })
    },
  }

  function stateOf(socket: Socket): State {
    const known = states.get(socket)
    if (known !== undefined) return known
    const state: State = { connection: connectionOf(socket, opened), responses: new Set(), count: 0, idle: undefined, farewell: undefined }
    opened += 1
    states.set(socket, state)
    return state
  }

  function forget(socket: Socket): void {
    clearTimeout(states.get(socket)?.idle)
    states.delete(socket)
  }

  function settle(socket: Socket, state: State): void {
    const { responses, farewell } = state
    if (farewell === undefined && responses.size > 0) return
    // A request whose body broke off will never be answered, so it does not count.
    if ([...responses].some((response) => response.req.complete)) return
    if (farewell !== undefined) {
      socket.end(farewell)
      linger(socket)
    } else if (closing) socket.destroySoon()
    else if (limits.idle < Infinity) state.idle = setTimeout(() => socket.destroySoon(), limits.idle)
  }
}

function connectionOf(socket: Socket, number: number): Connection {
  return {
    number,
    get isLocal() {
      return isLoopback(socket.remoteAddress ?? '')
    },
    get closed() {
      return socket.destroyed || !socket.writable || socket.readableEnded
    },
  }
}

/**
 * Closes a connection some time later. Closing at once, while bytes of the client are unread, makes the kernel send a
 * reset, and that can overtake the answer.
 */
export function linger(socket: Socket): void {
  setTimeout(() => socket.destroy(), lingering).unref()
}

/** Whether an address is one of this machine's own (RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.3). */
function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address)
}
