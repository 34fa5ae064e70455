/** What is kept of a world as it is now, and of each of its snapshots. */
const parts = [':tokens', ':digests', ':ids', ':numbers']

/** The names of the keys of a world. All of one world carry it as their hash tag. */
export interface Keys {
  readonly now: readonly string[]
  readonly snapshots: string
  /** Every key that a script may touch that writes; without a snapshot, those of one that nobody can name. */
  readonly all: (snapshot?: string) => string[]
  /** What the keys of a snapshot begin with, before its name, and what they end with. */
  readonly ofSnapshots: readonly string[]
}

/** The set of all worlds that have begun. */
export function worldsKey(prefix: string): string {
  return `${prefix}:worlds`
}

/** A key that is never there. */
export function readyKey(prefix: string): string {
  return `${prefix}:ready`
}

export function keysOf(prefix: string, world: string): Keys {
  const base = `${prefix}:{${world}}`
  const now = parts.map((part) => `${base}:now${part}`)
  const saved = `${base}:saved:`
  const snapshots = `${base}:snapshots`
  return {
    now,
    snapshots,
    all: (snapshot = '') => [...now, ...parts.map((part) => `${saved}${snapshot}${part}`), snapshots, worldsKey(prefix)],
    ofSnapshots: [saved, ...parts],
  }
}
