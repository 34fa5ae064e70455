import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mint } from '../model/mint.ts'
import { seededBytes } from '../model/random.ts'
import { memoryStore } from './memory.ts'

const tokens = Array.from({ length: 8 }, (_, seed) => mint('revocable', 1, seededBytes(seed)).token)
const entries = tokens.map((token) => ({ token, digest: `digest of ${token.id}` }))
const revocations = fc.record({ at: fc.nat(), by: fc.emailAddress(), reason: fc.option(fc.string()) })
const orders = fc.array(fc.record({ which: fc.nat({ max: 7 }), revocation: revocations }), { maxLength: 60 })

test('of all revocations of a token the first wins and everyone gets its record', () =>
  fc.assert(
    fc.asyncProperty(orders, async (asked) => {
      const store = memoryStore()
      await store.add(entries)
      const first = new Map<string, unknown>()
      for (const { which, revocation } of asked) {
        const id = tokens[which]?.id ?? ''
        const committed = await store.revoke(id, revocation)
        expect(committed?.first).toBe(!first.has(id))
        if (!first.has(id)) first.set(id, revocation)
        expect(committed?.token.revocation).toEqual(first.get(id))
      }
      for (const { token, digest } of entries) {
        const found = await store.byId(token.id)
        expect(found?.revocation).toEqual(first.get(token.id))
        expect(await store.bySecret(digest)).toBe(found)
      }
    }),
  ))

test('what nobody added cannot be found or revoked', () =>
  fc.assert(
    fc.asyncProperty(fc.string(), revocations, async (text, revocation) => {
      const store = memoryStore()
      await store.add(entries)
      expect(await store.byId(text)).toBeUndefined()
      expect(await store.bySecret(text)).toBeUndefined()
      expect(await store.revoke(text, revocation)).toBeUndefined()
    }),
  ))

test('a reset forgets what was added and revoked', async () => {
  const store = memoryStore()
  await store.add(entries)
  await store.revoke(tokens[0]?.id ?? '', { at: 1, by: 'x', reason: null })
  await store.reset(entries.slice(0, 2))
  expect(await store.list()).toEqual(tokens.slice(0, 2))
})
