import { situationOf } from '../requirements/robustness/situation.ts'
import type { Refused } from './busy.ts'
import { Case } from './case.ts'
import type { Cast, World } from './world.ts'
import { sendOnce } from './world.ts'

/** Situations that are tried again, requests of the control before each, and the rest that goes before it, in ms. */
const atRest = { situations: 12, controls: 3, pause: 1000 }

/** How many requests that makes. */
export const mostAtRest: number = atRest.situations * (atRest.controls + 1)

/**
 * A 502, 503 or 504 proves nothing, unless the same request, alone, is answered so again (rule 9). One request of each kind that
 * was is sent once more when nothing else is under way, as long as the control is answered as ever: whoever is busy, is busy for
 * everybody.
 *
 * @param mayGoOn Whether the run's budget allows more requests.
 */
export async function askAtRest(world: World, cast: Cast, mayGoOn: () => boolean): Promise<void> {
  const on = new Case(world, cast, 'at-rest', 'at-rest#1')
  try {
    for (const { door, request } of ofEachKind(world)) {
      await on.wait(atRest.pause)
      for (let asked = 0; asked < atRest.controls; asked += 1) {
        if (!mayGoOn()) return
        const { response } = await on.probe(cast.control, on.lane(0, door))
        if (response === null || response.status === 429 || response.status >= 500) return
      }
      await on.wait(atRest.pause)
      await sendOnce(world, on.lane(0, door), { scenario: on.scenario, case: on.id }, request)
    }
  } finally {
    on.end()
  }
}

function ofEachKind(world: World): readonly Refused[] {
  const history = world.recorder.history()
  const kinds = new Map<string, Refused>()
  for (const refused of world.busy.refused) {
    const kind = `${refused.exchange.response?.status} ${situationOf(history, refused.exchange)}`
    if (!kinds.has(kind)) kinds.set(kind, refused)
  }
  return [...kinds.values()].slice(0, atRest.situations)
}
