import type { Lane } from '../client/wire.ts'
import type { Door } from '../history/events.ts'

/**
 * Makes a lane; `number` counts those of the run from 0. `http2`: whether it has to speak HTTP/2 where the door does, where
 * somebody minds.
 */
export type OpenLane = (door: Door, number: number, http2?: boolean) => Lane

/** Lanes to each door, reused from case to case so that connections grow old. */
export class LanePool {
  readonly #open: OpenLane
  readonly #idle = new Map<string, Lane[]>()
  readonly #all: Lane[] = []

  constructor(open: OpenLane) {
    this.#open = open
  }

  /** @param http2 Whether the lane has to speak HTTP/2 where the door does; default: any lane will do. */
  borrow(door: Door, http2?: boolean): Lane {
    const idle = this.#idle.get(door.name) ?? []
    const at = idle.findLastIndex((lane) => http2 === undefined || lane.allowsHttp2 === http2)
    const [found] = at < 0 ? [] : idle.splice(at, 1)
    if (found !== undefined) return found
    const lane = this.#open(door, this.#all.length, http2)
    this.#all.push(lane)
    return lane
  }

  giveBack(lane: Lane): void {
    const idle = this.#idle.get(lane.door.name) ?? []
    idle.push(lane)
    this.#idle.set(lane.door.name, idle)
  }

  /** Interrupts whatever is under way; the lanes can be used again. */
  async reset(): Promise<void> {
    await Promise.all(this.#all.map((lane) => lane.reset()))
  }

  async close(): Promise<void> {
    await Promise.all(this.#all.map((lane) => lane.close()))
  }
}
