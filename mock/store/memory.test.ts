import fc from 'fast-check'
import { expect, test } from 'vitest'
import { memoryStore } from './memory.ts'
import { isName } from './store.ts'
import { entries, entry } from './testing/arbitrary-entries.ts'
import { storeLaws } from './testing/laws.ts'

storeLaws({
  async open() {
    const store = memoryStore()
    return { handles: [store], close: () => store.close() }
  },
  runs: 300,
})

test('memory answers at once, so that a revocation costs no turn of the event loop', () => {
  const world = memoryStore().world('default')
  expect(world.start(entries)).toBe(true)
  expect(world.bySecret(entry(0).digest)).toBe(entry(0).token)
  expect(world.byId(entry(0).token.id)).toBe(entry(0).token)
  expect(world.revoke(entry(0).token.id, { at: 1, by: 'x', reason: null })).toMatchObject({ first: true })
})

test('what nobody added cannot be found or revoked, not even by the names that objects have', () => {
  const world = memoryStore().world('default')
  expect(world.start(entries)).toBe(true)
  for (const text of ['__proto__', 'constructor', 'toString', '']) {
    expect(world.byId(text)).toBeUndefined()
    expect(world.bySecret(text)).toBeUndefined()
    expect(world.restore(text)).toBe(false)
  }
})

test('a cursor leads into the list or to its end, whatever digits it is made of', () => {
  const world = memoryStore().world('default')
  expect(world.start(entries)).toBe(true)
  fc.assert(
    fc.property(fc.stringMatching(/^\d{1,15}$/), (after) => {
      expect(world.page({ after, limit: 3 }).valueOf()).toMatchObject({
        tokens: entries.slice(Number(after), Number(after) + 3).map(({ token }) => token),
      })
    }),
  )
})

test('a name is short and can stand in a path, a file name and a header', () => {
  expect(['default', 'a', 'Test_1.2-x', 'x'.repeat(64)].filter((name) => !isName(name))).toEqual([])
  expect(['', ' ', '..', '-a', 'a/b', '{a}', 'é', 'a\n', 'x'.repeat(65)].filter(isName)).toEqual([])
})
