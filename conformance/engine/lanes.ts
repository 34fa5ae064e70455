import type { Lane } from '../client/wire.ts'
import type { Door } from '../history/events.ts'

/** Lanes to each door, reused from case to case so that connections grow old. */
export class LanePool {
  readonly #open: (door: Door, number: number) => Lane
  readonly #idle = new Map<string, Lane[]>()
  readonly #all: Lane[] = []

  /** @param open Makes a lane; `number` counts those of the run from 0. */
  constructor(open: (door: Door, number: number) => Lane) {
    this.#open = open
  }

  borrow(door: Door): Lane {
    const idle = this.#idle.get(door.name)?.pop()
    if (idle !== undefined) return idle
    const lane = this.#open(door, this.#all.length)
    this.#all.push(lane)
    return lane
  }

  giveBack(lane: Lane): void {
    const idle = this.#idle.get(lane.door.name) ?? []
    idle.push(lane)
    this.#idle.set(lane.door.name, idle)
  }

  async close(): Promise<void> {
    await Promise.all(this.#all.map((lane) => lane.close()))
  }
}
