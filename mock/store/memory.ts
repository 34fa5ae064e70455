import { revoked } from '../model/revocation.ts'
import type { Token } from '../model/token.ts'
import type { Entry, RevokedRecord, Store, WorldStore } from './store.ts'
import type { Numbers } from './numbers.ts'
import { noNumbers, numbersOf } from './numbers.ts'

/** A store in this process's memory. Every method answers at once, which is what makes `revoke` atomic. */
export function memoryStore(): Store {
  const worlds = new Map<string, MemoryWorld>()
  return {
    world: (name) => worldStore(worlds, name),
    worlds: () => [...worlds.keys()].toSorted(),
    drop: (name) => worlds.delete(name),
    health: () => ({ ready: true }),
    close: async () => worlds.clear(),
  }
}

interface MemoryWorld {
  now: Contents
  readonly saved: Map<string, Contents>
}

interface Contents {
  /** In the order they were added, which a cursor counts. */
  readonly ids: string[]
  readonly tokens: Map<string, Token>
  readonly idOfDigest: Map<string, string>
  numbers: Numbers
}

function worldStore(worlds: Map<string, MemoryWorld>, name: string): WorldStore {
  return {
    bySecret(digest) {
      const { idOfDigest, tokens } = contents()
      const id = idOfDigest.get(digest)
      return id === undefined ? undefined : tokens.get(id)
    },
    byId: (id) => contents().tokens.get(id),
    revoke(id, revocation) {
      const { tokens } = contents()
      const before = tokens.get(id)
      if (before === undefined) return undefined
      const token = revoked(before, revocation) as RevokedRecord
      tokens.set(id, token)
      return { token, first: before.revocation === undefined }
    },
    expire(id, expiresAt) {
      const { tokens } = contents()
      const before = tokens.get(id)
      if (before === undefined) return undefined
      const token = { ...before, expiresAt }
      tokens.set(id, token)
      return token
    },
    add: (entries) => put(begun().now, entries),
    reserve(kind, count) {
      const { now } = begun()
      const first = now.numbers[kind] + 1
      now.numbers = { ...now.numbers, [kind]: now.numbers[kind] + count }
      return first
    },
    page({ after = '0', limit }) {
      const { ids, tokens } = contents()
      const from = Number(after)
      const to = from + limit
      const found = ids.slice(from, to).map((id) => tokens.get(id) as Token)
      return { tokens: found, ...(to < ids.length ? { next: String(to) } : {}) }
    },
    size: () => contents().tokens.size,
    start(entries) {
      if (worlds.has(name)) return false
      begun().now = startedFrom(entries)
      return true
    },
    reset(entries) {
      begun().now = startedFrom(entries)
    },
    save(snapshot) {
      const world = begun()
      world.saved.set(snapshot, copyOf(world.now))
    },
    restore(snapshot) {
      const world = worlds.get(name)
      const saved = world?.saved.get(snapshot)
      if (world === undefined || saved === undefined) return false
      world.now = copyOf(saved)
      return true
    },
    snapshots: () =>
      [...(worlds.get(name)?.saved ?? [])]
        .map(([snapshot, { tokens }]) => ({ name: snapshot, tokens: tokens.size }))
        .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    forget: (snapshot) => worlds.get(name)?.saved.delete(snapshot) ?? false,
  }

  function contents(): Contents {
    return worlds.get(name)?.now ?? nothing
  }

  function begun(): MemoryWorld {
    const known = worlds.get(name)
    if (known !== undefined) return known
    const world = { now: startedFrom([]), saved: new Map<string, Contents>() }
    worlds.set(name, world)
    return world
  }
}

function startedFrom(entries: readonly Entry[]): Contents {
  const contents = { ids: [], tokens: new Map(), idOfDigest: new Map(), numbers: numbersOf(entries) }
  put(contents, entries)
  return contents
}

function put({ ids, tokens, idOfDigest }: Contents, entries: readonly Entry[]): void {
  for (const { token, digest } of entries) {
    if (tokens.has(token.id)) continue
    ids.push(token.id)
    tokens.set(token.id, token)
    idOfDigest.set(digest, token.id)
  }
}

/** Tokens never change, they are replaced; so what holds them need only be copied one level deep. */
function copyOf({ ids, tokens, idOfDigest, numbers }: Contents): Contents {
  return { ids: [...ids], tokens: new Map(tokens), idOfDigest: new Map(idOfDigest), numbers }
}

/** What a world holds that has not begun. Nothing is ever written to it. */
const nothing: Contents = { ids: [], tokens: new Map(), idOfDigest: new Map(), numbers: noNumbers }
