import fc from 'fast-check'
import { expect } from 'vitest'
import { tokenKinds } from '../../model/token.ts'
import type { Page, Store, WorldStore } from '../store.ts'
import { isCursor } from '../store.ts'
import { entries, entry, revocations } from './arbitrary-entries.ts'
import type { Model, ModelWorld } from './model.ts'
import { begun, changed, startedFrom, tokensIn } from './model.ts'

/** Handles on one store, which may be in one process or in several. */
export interface Real {
  readonly handles: Store[]
  /** Closes a handle and opens it again, where the state outlives it. */
  readonly reopen?: (handle: Store) => Promise<Store>
}

/** What a command is about: a world by its name, and the handle through which it is reached. */
interface At {
  readonly handle: number
  readonly world: string
}

const places: fc.Arbitrary<At> = fc.record({ handle: fc.nat({ max: 3 }), world: fc.constantFrom('default', 'w-1', 'W_1.x') })
const which = fc.nat({ max: entries.length - 1 })
const some = fc.subarray([...entries])
const saves = fc.constantFrom('clean', 'half-way')

/** Every call that a store takes, each held to the model. */
export const commands: fc.Arbitrary<fc.AsyncCommand<Model, Real>>[] = [
  asked('start', some, async (model, world, { store, name }, given) => {
    expect(await store.start(given)).toBe(world === undefined)
    if (world === undefined) begun(model, name).now = startedFrom(given)
  }),
  asked('reset', some, async (model, _, { store, name }, given) => {
    await store.reset(given)
    begun(model, name).now = startedFrom(given)
  }),
  asked('add', fc.array(fc.constantFrom(...entries), { maxLength: 6 }), async (model, _, { store, name }, given) => {
    await store.add(given)
    const known = begun(model, name)
    for (const one of given) {
      const isNew = known.now.entries.every(({ token }) => token.id !== one.token.id)
      if (isNew) known.now = { ...known.now, entries: [...known.now.entries, one] }
    }
  }),
  asked(
    'reserve',
    fc.record({ kind: fc.constantFrom(...tokenKinds), count: fc.integer({ min: 1, max: 50 }) }),
    async (model, _, { store, name }, { kind, count }) => {
      const { now } = begun(model, name)
      expect(await store.reserve(kind, count)).toBe(now.numbers[kind] + 1)
      begun(model, name).now = { ...now, numbers: { ...now.numbers, [kind]: now.numbers[kind] + count } }
    },
  ),
  asked('revoke', fc.record({ which, revocation: revocations }), async (_, world, { store }, given) => {
    const { id } = entry(given.which).token
    const before = world?.now.entries.find(({ token }) => token.id === id)?.token
    const token = changed(world, id, (found) => (found.revocation === undefined ? { ...found, revocation: given.revocation } : found))
    const expected = token === undefined ? undefined : { token, first: before?.revocation === undefined }
    expect(await store.revoke(id, given.revocation)).toStrictEqual(expected)
  }),
  asked('expire', fc.record({ which, at: fc.integer({ min: 0, max: 4e12 }) }), async (_, world, { store }, given) => {
    const { id } = entry(given.which).token
    const expected = changed(world, id, (token) => ({ ...token, expiresAt: given.at }))
    expect(await store.expire(id, given.at)).toStrictEqual(expected)
  }),
  asked('find', which, async (_, world, { store }, given) => {
    const { token, digest } = entry(given)
    const expected = tokensIn(world?.now).find(({ id }) => id === token.id)
    expect(await store.byId(token.id)).toStrictEqual(expected)
    expect(await store.bySecret(digest)).toStrictEqual(expected)
  }),
  asked('find nothing', fc.oneof(fc.string(), fc.uuid()), async (_, __, { store }, text) => {
    expect(await store.byId(text)).toBeUndefined()
    expect(await store.bySecret(text)).toBeUndefined()
    expect(await store.revoke(text, { at: 1, by: 'x@y.example', reason: null })).toBeUndefined()
    expect(await store.expire(text, 1)).toBeUndefined()
  }),
  asked('list', fc.integer({ min: 1, max: 5 }), async (_, world, { store }, limit) => {
    const expected = tokensIn(world?.now)
    expect(await store.size()).toBe(expected.length)
    const pages = await pagesOf(store, limit)
    expect(pages.flatMap(({ tokens }) => tokens)).toStrictEqual(expected)
    for (const { tokens } of pages.slice(0, -1)) expect(tokens).toHaveLength(limit)
  }),
  asked('save', saves, async (model, _, { store, name }, snapshot) => {
    await store.save(snapshot)
    const known = begun(model, name)
    known.saved = { ...known.saved, [snapshot]: known.now }
  }),
  asked('restore', saves, async (_, world, { store }, snapshot) => {
    const saved = world?.saved[snapshot]
    expect(await store.restore(snapshot)).toBe(saved !== undefined)
    if (world !== undefined && saved !== undefined) world.now = saved
  }),
  asked('snapshots', fc.constant(null), async (_, world, { store }) => {
    const expected = Object.entries(world?.saved ?? {}).map(([name, contents]) => ({ name, tokens: contents.entries.length }))
    expect(await store.snapshots()).toStrictEqual(expected.toSorted((a, b) => (a.name < b.name ? -1 : 1)))
  }),
  asked('forget', saves, async (_, world, { store }, snapshot) => {
    expect(await store.forget(snapshot)).toBe(world?.saved[snapshot] !== undefined)
    if (world === undefined) return
    const { [snapshot]: __, ...others } = world.saved
    world.saved = others
  }),
  asked('drop', fc.constant(null), async (model, world, { all, name }) => {
    expect(await all.drop(name)).toBe(world !== undefined)
    model.delete(name)
  }),
  asked('worlds', fc.constant(null), async (model, _, { all }) => {
    expect(await all.worlds()).toStrictEqual([...model.keys()].toSorted())
    expect(await all.health()).toStrictEqual({ ready: true })
  }),
  fc.nat({ max: 3 }).map((handle) => ({
    check: () => true,
    async run(_: Model, real: Real) {
      const at = handle % real.handles.length
      if (real.reopen !== undefined) real.handles[at] = await real.reopen(real.handles[at] as Store)
    },
    toString: () => `reopen ${handle}`,
  })),
]

interface Asked {
  readonly all: Store
  readonly store: WorldStore
  readonly name: string
}

/** A command: its name, what it is given, and what it does to the model and asks of the store. */
function asked<Given>(
  what: string,
  given: fc.Arbitrary<Given>,
  act: (model: Model, world: ModelWorld | undefined, asked: Asked, given: Given) => Promise<void>,
): fc.Arbitrary<fc.AsyncCommand<Model, Real>> {
  return fc.tuple(places, given).map(([{ handle, world: name }, value]) => ({
    check: () => true,
    async run(model, { handles }) {
      const all = handles[handle % handles.length] as Store
      await act(model, model.get(name), { all, store: all.world(name), name }, value)
    },
    toString: () => `${what} in ${name} by ${handle}: ${fc.stringify(value)}`,
  }))
}

async function pagesOf(store: WorldStore, limit: number): Promise<Page[]> {
  const pages = [await store.page({ limit })]
  for (let last = pages[0]; last?.next !== undefined; last = pages.at(-1)) {
    expect(last.next).toSatisfy(isCursor)
    pages.push(await store.page({ after: last.next, limit }))
  }
  return pages
}
