import { busy } from '../interpretation/rows.ts'
import type { Exchange } from './events.ts'

/** Whether nothing of what a request is about shows in its answer: a target that has no time, or is broken, may not have looked. */
export function saysNothing({ end, response }: Exchange): boolean {
  return end === null || response === null || busy.includes(response.status) || response.status >= 500
}
