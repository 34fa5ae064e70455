import type { Chosen } from '../chosen.ts'
import { chosenFrom } from '../chosen.ts'
import type { Arrangement, Environment, Scene } from './environment.ts'
import { gateway } from './gateway.ts'
import { jitter } from './jitter.ts'
import { rateLimit } from './rate-limit.ts'

/** Every environment the mock can be put into; a fair judge finds no breach in any. */
export const environments: readonly Environment[] = [
  jitter,
  {
    name: 'idle-close',
    summary: 'Connections are closed after five requests, or when idle.',
    parameter: { unit: 'ms', default: 50 },
    arrange: ({ value }) => ({ idleTimeout: value, requestsPerConnection: 5 }),
  },
  rateLimit,
  {
    name: 'clock-skew',
    summary: 'The clock, and with it the Date header, is ahead.',
    parameter: { unit: 'ms', default: 5000 },
    arrange: ({ value }) => ({ clockAhead: value }),
  },
  gateway,
  {
    name: 'replicas',
    summary: 'Several ports lead to the same tokens.',
    parameter: { unit: 'doors', default: 3 },
    arrange: ({ value }) => ({ doors: value }),
  },
]

/** Reads `NAME` or `NAME=NUMBER`; throws MockError `UNKNOWN_ENVIRONMENT`. */
export function toEnvironment(text: string): Chosen<Environment> {
  return chosenFrom(environments, text, 'environment', 'UNKNOWN_ENVIRONMENT')
}

/** All chosen environments at once; of numbers the strictest, of wrappers the later ones outside. */
export function arranged(chosen: readonly Chosen<Environment>[], scene: Omit<Scene, 'value'>): Required<Arrangement> {
  const all = chosen.map(({ item, value }) => item.arrange({ ...scene, value }))
  return {
    around: (handler) => all.reduce((inner, { around }) => around?.(inner) ?? inner, handler),
    clockAhead: Math.max(0, ...all.map(({ clockAhead = 0 }) => clockAhead)),
    idleTimeout: Math.min(...all.map(({ idleTimeout = Infinity }) => idleTimeout)),
    requestsPerConnection: Math.min(...all.map(({ requestsPerConnection = Infinity }) => requestsPerConnection)),
    doors: Math.max(1, ...all.map(({ doors = 1 }) => doors)),
  }
}
