import { UsageError } from '../errors.ts'
import { scenariosFor } from '../scenarios/index.ts'

/** One case of one scenario, as a failure names it. */
export interface Replay {
  readonly scenario: string
  readonly seed: number
  /** As fast-check writes it, such as `3:0:1`. */
  readonly path: string
  /** As `fc.commands` writes it, such as `AAAB:C`. */
  readonly commandsPath?: string
}

/** @throws UsageError for anything but `SCENARIO:SEED:PATH` or `SCENARIO:SEED:PATH:COMMANDS`. */
export function parseReplay(text: string): Replay {
  const match = /^([a-z-]+):(-?\d+):(\d+(?::\d+)*)(?::([A-Za-z/+]+:[A-Za-z/+]+))?$/.exec(text)
  const [, scenario = '', seed = '', path = '', commandsPath] = match ?? []
  const scenarios = scenariosFor('any')
  if (match === null || !scenarios.some(({ id }) => id === scenario)) {
    const known = scenarios.map(({ id }) => id).join(', ')
    throw new UsageError(`--replay "${text}" names no case. Give SCENARIO:SEED:PATH as a failure prints it; scenarios are ${known}.`)
  }
  return { scenario, seed: Number(seed), path, ...(commandsPath === undefined ? {} : { commandsPath }) }
}
