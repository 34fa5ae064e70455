import { revoked } from '../model/revocation.ts'
import type { Layer } from './layers.ts'
import { idIn, layerOn, put, settled, sizeOf, sliceOf, tokenIn } from './layers.ts'
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
  readonly list: Layer
  readonly numbers: Numbers
}

function worldStore(worlds: Map<string, MemoryWorld>, name: string): WorldStore {
  return {
    bySecret(digest) {
      const { list } = contents()
      const id = idIn(list, digest)
      return id === undefined ? undefined : tokenIn(list, id)
    },
    byId: (id) => tokenIn(contents().list, id),
    revoke(id, revocation) {
      const { list } = contents()
      const before = tokenIn(list, id)
      if (before === undefined) return undefined
      const token = revoked(before, revocation) as RevokedRecord
      list.tokens.set(id, token)
      return { token, first: before.revocation === undefined }
    },
    expire(id, expiresAt) {
      const { list } = contents()
      const before = tokenIn(list, id)
      if (before === undefined) return undefined
      const token = { ...before, expiresAt }
      list.tokens.set(id, token)
      return token
    },
    add: (entries) => put(begun().now.list, entries),
    reserve(kind, count) {
      const world = begun()
      const { list, numbers } = world.now
      world.now = { list, numbers: { ...numbers, [kind]: numbers[kind] + count } }
      return numbers[kind] + 1
    },
    page({ after = '0', limit }) {
      const { list } = contents()
      const from = Number(after)
      const to = from + limit
      return { tokens: sliceOf(list, from, to), ...(to < sizeOf(list) ? { next: String(to) } : {}) }
    },
    size: () => sizeOf(contents().list),
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
      const kept = { ...world.now, list: settled(world.now.list) }
      world.saved.set(snapshot, kept)
      world.now = goingOnFrom(kept)
    },
    restore(snapshot) {
      const world = worlds.get(name)
      const kept = world?.saved.get(snapshot)
      if (world === undefined || kept === undefined) return false
      world.now = goingOnFrom(kept)
      return true
    },
    snapshots: () =>
      [...(worlds.get(name)?.saved ?? [])]
        .map(([snapshot, { list }]) => ({ name: snapshot, tokens: sizeOf(list) }))
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
  const list = layerOn(undefined)
  put(list, entries)
  return { list, numbers: numbersOf(entries) }
}

/** What is kept does not change any more. */
function goingOnFrom({ list, numbers }: Contents): Contents {
  return { list: layerOn(list), numbers }
}

/** What a world holds that has not begun. Nothing is ever written to it. */
const nothing: Contents = { list: layerOn(undefined), numbers: noNumbers }
