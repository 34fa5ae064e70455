import { signal } from '@preact/signals'
import type { HeardTime } from './facts.ts'
import { nowIn } from './facts.ts'

const tick = signal(0)

/** Lets everything that says how long ago something was say it anew each second. */
export function startTicking(): void {
  setInterval(() => (tick.value += 1), 1000)
}

/** What time it is in the world; whoever draws it is drawn anew each second. */
export function tickingNow(time: HeardTime): number {
  return tick.value < 0 ? 0 : nowIn(time)
}
