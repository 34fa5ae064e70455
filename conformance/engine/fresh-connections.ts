import type { Exchange } from '../history/events.ts'
import { Case } from './case.ts'
import type { Cast, World } from './world.ts'

/** How many requests are made on fresh connections, and the losses that end it. */
export const onFresh = { most: 120, enough: 2 } as const

/**
 * An answer lost on a reused connection proves nothing, since either side may close one at any time (rule 9). Where it
 * happened again and again, the control asks on fresh connections: a target that drops requests drops those, too.
 *
 * @param mayGoOn Whether the run's budget allows another request.
 */
export async function askOnFreshConnections(world: World, cast: Cast, mayGoOn: () => boolean): Promise<void> {
  if (!world.silence.isSuspicious) return
  const on = new Case(world, cast, 'fresh-connections', 'fresh-connections#1')
  try {
    let lost = 0
    for (let asked = 0; asked < onFresh.most && lost < onFresh.enough && mayGoOn(); asked += 1) {
      if (isLost(await on.probeFresh(cast.control))) lost += 1
    }
  } finally {
    on.end()
  }
}

function isLost({ failure }: Exchange): boolean {
  return failure !== null && failure.bytesRead === 0
}
