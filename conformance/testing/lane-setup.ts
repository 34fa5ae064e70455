import type { ConnectionNotice, LaneOptions } from '../client/index.ts'
import { createLane } from '../client/index.ts'
import type { Lane, WireRequest } from '../client/wire.ts'

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
