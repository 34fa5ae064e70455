import type { Answered, Load } from './load.mjs'

/** Its name and version, if this machine has it. */
export const wrkVersion: string | undefined

/** One thread of wrk, which is a process of its own. */
export function wrk(load: Load): Promise<Answered>
