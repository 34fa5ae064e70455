import { scale } from './scale.mjs'

/**
 * Every bench by its name. Each gives rows to print; a bench that cannot run here gives one that says why.
 *
 * @type {Readonly<Record<string, () => Promise<readonly Readonly<Record<string, string | number>>[]>>>}
 */
export const benches = {
  'scale-memory': () => scale('memory'),
  'scale-file': () => scale('file'),
  'scale-redis': () => scale('redis'),
}
