import type { Switches } from '../control/generated/types.ts'
import type { Log } from '../journal/log.ts'
import { adoptionOf } from '../switches/like.ts'
import { changed } from '../switches/switches.ts'
import type { Behaviour } from './behaviour.ts'
import type { World } from './world.ts'

/** The switches of a world, and how it behaves with them. */
export interface Switchboard {
  readonly behaviour: () => Behaviour
  readonly switches: World['switches']
  /** Lets faults forget what they remember. */
  readonly renew: () => void
  /** Back to the switches at the start. */
  readonly reset: () => void
}

export function switchboardOf(start: Switches, behaving: (switches: Switches) => Behaviour, log: Log): Switchboard {
  let behaviour = behaving(start)

  function set(to: Switches): Switches {
    behaviour = behaving(to)
    log.change('switches', to)
    return to
  }

  return {
    behaviour: () => behaviour,
    switches: {
      get: () => behaviour.switches,
      set: (changes) => set(changed(behaviour.switches, changes, start)),
      like(report) {
        const adoption = adoptionOf(report)
        set({ ...behaviour.switches, readings: { ...behaviour.switches.readings, ...adoption.readings } })
        return adoption
      },
    },
    renew() {
      behaviour = behaving(behaviour.switches)
    },
    reset: () => void set(start),
  }
}
