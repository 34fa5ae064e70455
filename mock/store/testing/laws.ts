import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { everyToken } from '../every-token.ts'
import type { Store, WorldStore } from '../store.ts'
import type { RevokeOrder } from './arbitrary-entries.ts'
import { entries, entry, manyEntries, orders, revocations } from './arbitrary-entries.ts'
import type { Real } from './commands.ts'
import { commands } from './commands.ts'
import { emptyModel, startedFrom, tokensIn } from './model.ts'

/** One fresh and empty store, as a law gets it. */
export interface Subject extends Real {
  close(): Promise<void>
}

/** How to get a store to be held to the laws, and how often. */
export interface Lawful {
  readonly open: () => Promise<Subject>
  readonly runs: number
}

/** What every store keeps, whatever it is made of. Registers one test for each law. */
export function storeLaws({ open, runs }: Lawful): void {
  const holds = <Inputs extends [unknown, ...unknown[]]>(
    arbitraries: { [Index in keyof Inputs]: fc.Arbitrary<Inputs[Index]> },
    law: (subject: Subject, ...inputs: Inputs) => Promise<void>,
  ): Promise<void> =>
    fc.assert(
      fc.asyncProperty(...arbitraries, async (...inputs: Inputs) => {
        const subject = await open()
        try {
          await law(subject, ...inputs)
        } finally {
          await subject.close()
        }
      }),
      { numRuns: runs },
    )

  test('it behaves like a list of tokens in memory, whatever is called in whatever order, through whichever handle', () =>
    holds([fc.commands(commands, { maxCommands: 40, size: 'max' })], async (subject, asked) => {
      const model = emptyModel()
      await fc.asyncModelRun(() => ({ model, real: subject }), asked)
      for (const store of subject.handles) {
        expect(await store.worlds()).toStrictEqual([...model.keys()].toSorted())
        for (const [name, { now }] of model) expect(await everyToken(store.world(name))).toStrictEqual(tokensIn(now))
      }
    }))

  test('of revocations at the same time one wins, everyone gets its record, and everyone sees it from then on', () =>
    holds([orders], async ({ handles }, asked) => {
      await handleOf(handles, 0).world('default').start(entries)
      const outcomes = await Promise.all(
        asked.map(async ({ handle, which, revocation }) => {
          const world = handleOf(handles, handle).world('default')
          const { id } = entry(which).token
          const committed = await world.revoke(id, revocation)
          // Acknowledged: from here on every handle says the same.
          for (const other of handles) {
            expect((await other.world('default').byId(id))?.revocation).toStrictEqual(committed?.token.revocation)
            expect((await other.world('default').bySecret(entry(which).digest))?.revocation).toStrictEqual(committed?.token.revocation)
          }
          return { id, revocation, committed }
        }),
      )
      for (const id of new Set(outcomes.map((outcome) => outcome.id))) {
        const ofOne = outcomes.filter((outcome) => outcome.id === id)
        const winners = ofOne.filter(({ committed }) => committed?.first === true)
        expect(winners).toHaveLength(1)
        for (const { committed } of ofOne) expect(committed?.token.revocation).toStrictEqual(winners[0]?.revocation)
      }
    }))

  test('two tokens asked for together are what they are one by one, dead or alive, there or not', () =>
    holds([orders, fc.nat({ max: entries.length - 1 }), fc.nat({ max: entries.length - 1 })], async ({ handles }, asked, one, other) => {
      const world = handleOf(handles, 0).world('default')
      await world.start(entries.slice(0, 8))
      for (const { handle, which, revocation } of asked)
        await handleOf(handles, handle).world('default').revoke(entry(which).token.id, revocation)
      const { digest } = entry(one)
      const { id } = entry(other).token
      const apart = { ofDigest: await world.bySecret(digest), ofId: await world.byId(id) }
      expect((await world.both?.(digest, id)) ?? apart).toStrictEqual(apart)
    }))

  test('a world is started once, and no number is given twice', () =>
    holds([fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 })], async ({ handles }, counts) => {
      const started = await Promise.all(counts.map(async (_, at) => handleOf(handles, at).world('default').start(entries)))
      expect(started.filter(Boolean)).toHaveLength(1)
      const given = await Promise.all(
        counts.map(async (count, at) => {
          const first = await handleOf(handles, at).world('default').reserve('manager', count)
          return Array.from({ length: count }, (__, offset) => first + offset)
        }),
      )
      const managers = entries.filter(({ token }) => token.kind === 'manager').length
      const total = counts.reduce((sum, count) => sum + count, 0)
      expect(given.flat().toSorted((a, b) => a - b)).toStrictEqual(Array.from({ length: total }, (_, at) => managers + 1 + at))
    }))

  test('what was saved stays as it was, whatever happens before and after it is restored', () =>
    holds([orders, orders], async ({ handles }, before, later) => {
      const world = (handle: number): WorldStore => handleOf(handles, handle).world('default')
      const live = async (asked: readonly RevokeOrder[]): Promise<void> => {
        for (const { handle, which, revocation } of asked) await world(handle).revoke(entry(which).token.id, revocation)
        await world(0).add(entries)
      }
      await world(0).start(entries.slice(0, 8))
      await world(1).save('clean')
      for (const lived of [before, later]) {
        await live(lived)
        expect(await world(0).restore('clean')).toBe(true)
        for (const store of handles)
          expect(await everyToken(store.world('default'))).toStrictEqual(tokensIn(startedFrom(entries.slice(0, 8))))
        expect(await world(2).snapshots()).toStrictEqual([{ name: 'clean', tokens: 8 }])
      }
    }))

  test('a page holds as many tokens as it may, and a list of any length is read to its end', async () => {
    const subject = await open()
    onTestFinished(() => subject.close())
    const world = handleOf(subject.handles, 0).world('default')
    const many = manyEntries(12_500)
    await world.add(many)
    const page = await handleOf(subject.handles, 1).world('default').page({ limit: 10_000 })
    expect(page.tokens.map(({ id }) => id)).toStrictEqual(many.slice(0, 10_000).map(({ token }) => token.id))
    expect((await everyToken(world)).map(({ id }) => id)).toStrictEqual(many.map(({ token }) => token.id))
  })

  test('a revocation beside a reset, a restore and an issue is before or after each of them, never half', () =>
    holds([revocations, fc.nat({ max: 7 })], async ({ handles }, revocation, which) => {
      const world = handleOf(handles, 0).world('default')
      const { token, digest } = entry(which)
      await world.start(entries)
      await world.save('before')
      const [committed] = await Promise.all([
        handleOf(handles, 1).world('default').revoke(token.id, revocation),
        handleOf(handles, 2).world('default').reset(entries.slice(0, 8)),
        handleOf(handles, 3).world('default').restore('before'),
        handleOf(handles, 4).world('default').add(entries),
      ])
      expect(committed).toStrictEqual({ token: { ...token, revocation }, first: true })
      for (const store of handles) {
        const found = await store.world('default').byId(token.id)
        expect([token, { ...token, revocation }]).toContainEqual(found)
        expect(await store.world('default').bySecret(digest)).toStrictEqual(found)
        const ids = (await everyToken(store.world('default'))).map(({ id }) => id)
        expect(new Set(ids).size).toBe(ids.length)
        expect(ids.length).toBeOneOf([8, entries.length])
        expect(await store.world('default').size()).toBe(ids.length)
      }
    }))
}

function handleOf(handles: readonly Store[], number: number): Store {
  return handles[number % handles.length] as Store
}
