import { onTestFinished } from 'vitest'
import { revokePath } from '../../contract/index.ts'
import type { Mock, MockOptions } from '../mock.ts'
import { startMock } from '../start-mock.ts'
import type { Reply, Wire } from './wire.ts'
import { openWire } from './wire.ts'

/** What differs from a plain, correct request; everything else is filled in. */
export interface Sent {
  readonly method?: string
  readonly path?: string
  /** The secret sent as a bearer; `null` for none. Default: the seeded manager's. */
  readonly as?: string | null
  /** Lines besides `Host`, `Authorization` and the framing. */
  readonly headers?: readonly string[]
  readonly body?: string | Uint8Array
  /** Default `application/json` where there is a body; `null` for none. */
  readonly type?: string | null
}

/** A running mock and a client for it. */
export interface Bench {
  readonly mock: Mock
  /** Sends one request, on a connection of its own unless one is given. */
  readonly send: (sent: Sent, wire?: Wire) => Promise<Reply>
  /** Revokes a token, by default as the seeded manager. */
  readonly revoke: (id: string, sent?: Sent, wire?: Wire) => Promise<Reply>
  /** Whether a secret is accepted, seen by revoking an unknown UUID: `live` for 404 and 403, `dead` for 401. */
  readonly probe: (secret: string, wire?: Wire) => Promise<'live' | 'dead' | number>
  readonly wire: () => Promise<Wire>
}

/** An id that no token has. */
export const nobody = '3f0c1b52-6a55-4e0e-9d7f-2b9e6b0f9a11'

/** Starts a mock that is closed when the test ends. */
export async function setup(options: MockOptions = {}): Promise<Bench> {
  const mock = await startMock(options)
  const wires = new Set<Wire>()
  onTestFinished(async () => {
    for (const opened of wires) opened.close()
    await mock.close(0)
  })

  async function wire(): Promise<Wire> {
    const opened = await openWire(mock.url)
    wires.add(opened)
    return opened
  }

  async function send(sent: Sent, given?: Wire): Promise<Reply> {
    const used = given ?? (await wire())
    try {
      return await used.exchange(bytesOf(sent, mock.tokens.manager.secret), sent.method === 'HEAD')
    } finally {
      if (given === undefined) {
        used.close()
        wires.delete(used)
      }
    }
  }

  const revoke: Bench['revoke'] = (id, sent = {}, given) => send({ path: revokePath(id), ...sent }, given)
  return {
    mock,
    wire,
    send,
    revoke,
    async probe(secret, given) {
      const { status } = await revoke(nobody, { as: secret }, given)
      return status === 404 || status === 403 ? 'live' : status === 401 ? 'dead' : status
    },
  }
}

/** A request as bytes. */
export function bytesOf({ method = 'POST', path = '/', as, headers = [], body, type }: Sent, manager: string): Buffer {
  const content = typeof body === 'string' ? Buffer.from(body) : (body ?? Buffer.alloc(0))
  const mediaType = type === undefined && body !== undefined ? 'application/json' : type
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'Host: localhost',
    ...(as === null ? [] : [`Authorization: Bearer ${as ?? manager}`]),
    ...(mediaType === null || mediaType === undefined ? [] : [`Content-Type: ${mediaType}`]),
    ...(body === undefined ? [] : [`Content-Length: ${content.length}`]),
    ...headers,
  ]
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), content])
}
