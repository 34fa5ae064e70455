import type { AddressInfo, Server } from 'node:net'
import { onTestFinished } from 'vitest'
import type { ConnectionNotice, LaneOptions } from '../client/index.ts'
import { createLane } from '../client/index.ts'
import type { Lane, WireRequest } from '../client/wire.ts'
import type { Behaviour, HostileTarget } from './hostile-target.ts'
import { startHostileTarget } from './hostile-target.ts'

/** What undici sends, and what goes through the raw client; a reader of a history must not see a difference. */
export const bothClients: readonly (readonly [string, Partial<WireRequest>])[] = [
  ['through undici', {}],
  [
    'through the raw client',
    {
      headers: [
        ['Authorization', 'Bearer dz_0123456789abcdef'],
        ['Connection', 'x'],
      ],
    },
  ],
]

/** A lane to a URL, and what it told about its connections. */
export function laneTo(url: string, options: Partial<LaneOptions> = {}): { lane: Lane; notices: ConnectionNotice[] } {
  const notices: ConnectionNotice[] = []
  let connections = 0
  const lane = createLane(
    { name: 'target', kind: 'target', url },
    {
      clock: () => performance.now(),
      connectionNumber: () => (connections += 1),
      onConnection: (notice) => notices.push(notice),
      ...options,
    },
  )
  return { lane, notices }
}

/** A revocation as most requests are, but for what a test says. */
export function revocation(changes: Partial<WireRequest> = {}): WireRequest {
  return {
    method: 'POST',
    target: '/api/v1/tokens/6f0c8f0e-0000-4000-8000-000000000000/revoke',
    headers: [['Authorization', 'Bearer dz_0123456789abcdef']],
    timeout: 2_000,
    ...changes,
  }
}

/** A target that behaves so, and a lane to it, both closed when the test ends. */
export async function laneAt(
  behaviour: Behaviour,
  options: Partial<LaneOptions> = {},
): Promise<ReturnType<typeof laneTo> & { target: HostileTarget }> {
  const target = await startHostileTarget(behaviour)
  const { lane, notices } = laneTo(target.url, options)
  onTestFinished(() => target.close())
  onTestFinished(() => lane.close())
  return { target, lane, notices }
}

/** Where a server listens that is closed when the test ends; nobody waits for the connections that are kept. */
export async function listening(server: Pick<Server, 'listen' | 'address' | 'close'>): Promise<string> {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
