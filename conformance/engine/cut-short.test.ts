import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import type { Provisioner } from '../provisioner/index.ts'
import { runConformance } from '../run-conformance.ts'
import type { RunEvent } from './result.ts'

const provisioner: Provisioner = {
  limited: false,
  issue: async (kind, count) =>
    Array.from({ length: count }, () => ({ kind, id: randomUUID(), secret: `dz_${randomBytes(32).toString('base64url')}` })),
  close: async () => {},
}

/** Answers 404 at once, except to what has a body, which is never answered. */
async function setup(): Promise<{ url: string; stuck: Promise<void>; close: () => void }> {
  let tell = (): void => {}
  const stuck = new Promise<void>((resolve) => (tell = resolve))
  const server = createServer((request, response) => {
    if (Number(request.headers['content-length'] ?? 0) > 0) tell()
    else response.writeHead(404).end()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stuck,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

test(
  'a run that is ended does not wait for answers that may take minutes, and records nothing after its end',
  { timeout: 30_000 },
  async () => {
    const { url, stuck, close } = await setup()
    const stop = new AbortController()
    const kinds: string[] = []
    const listener = (event: RunEvent): void => {
      if (event.kind === 'history') kinds.push(event.event.kind)
    }
    try {
      const running = runConformance({ target: url, provisioner, seed: 1, requestTimeout: 600_000, signal: stop.signal }, listener)
      await stuck
      stop.abort()
      const result = await running
      expect(result).toMatchObject({ exitCode: 1, run: { complete: false } })
      expect(kinds.at(-1)).toBe('footer')
    } finally {
      close()
    }
  },
)
