import { createWorld } from '../engine/create-world.ts'
import type { Provisioner } from '../provisioner/index.ts'

type Parts = Parameters<typeof createWorld>[1]

/** A quick run's world against one target, with what a test wants otherwise; whoever makes it closes its lanes. */
export function quickWorld(
  url: string,
  provisioner: Provisioner,
  { destructive = false, ...parts }: Partial<Parts> & { readonly destructive?: boolean } = {},
): ReturnType<typeof createWorld> {
  const begin = performance.now()
  return createWorld(
    {
      target: url,
      provisioner,
      profile: 'quick',
      seed: 1,
      selection: { only: [], skip: [], allowUnexercised: [] },
      concurrency: 1,
      propagation: 0,
      requestTimeout: 2000,
      headers: [],
      replicas: [],
      probes: [],
      destructive,
    },
    {
      doors: [{ name: 'target', kind: 'target', url }],
      clock: () => performance.now() - begin,
      signal: new AbortController().signal,
      timeout: { ms: 2000 },
      onEvent: () => {},
      ...parts,
    },
  )
}
