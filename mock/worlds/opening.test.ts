import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createHandler } from '../create-handler.ts'
import { listOf, seededTokens } from '../model/seeds.ts'
import type { IssuedToken, TokenKind } from '../model/token.ts'
import { tokenKinds } from '../model/token.ts'
import { startMock } from '../start-mock.ts'
import { nobody, setup } from '../testing/setup.ts'
import type { StartingState } from './opening.ts'

const counts = fc.record(
  Object.fromEntries(tokenKinds.map((kind) => [kind, fc.integer({ min: 1, max: 3 })])) as Record<TokenKind, fc.Arbitrary<number>>,
  { requiredKeys: [] },
)

/** Some more tokens, and some of all revoked and expired; each named by one of its names. */
const states = counts.chain((issue) => {
  const tokens = listOf(seededTokens(1, issue)).map(({ token }) => token)
  const some = fc
    .subarray(tokens, { maxLength: 4 })
    .chain((chosen) => fc.tuple(...chosen.map(({ id, jti, name }) => fc.constantFrom(id, jti, name))))
  return fc.record({ issue: fc.constant(issue), revoked: some, expired: some })
})

const frozen = { now: '2026-01-15T09:30:00Z', frozen: true }

test('every world starts with the tokens that were asked for, and goes back to them on every reset', () =>
  fc.assert(
    fc.asyncProperty(states, async ({ issue, revoked, expired }) => {
      const isNamed = (names: readonly string[], { id, jti, name }: { id: string; jti: string; name: string }): boolean =>
        [id, jti, name].some((each) => names.includes(each))
      const order = (names: readonly string[]): Record<string, object> => Object.fromEntries(names.map((name) => [name, {}]))
      const mock = createHandler({ state: { issue, revoke: order(revoked), expire: order(expired) }, time: frozen })
      const world = await mock.world('other')
      const before = await mock.list()
      for (const token of before) {
        const isRevoked = isNamed(revoked, token) || token.id === mock.tokens.revoked.id
        const isExpired = isNamed(expired, token) || token.kind === 'expired'
        expect(token.state).toBe(isRevoked ? 'revoked' : isExpired ? 'expired' : 'live')
        expect(token.secret).toBeDefined()
      }
      expect(before).toHaveLength(6 + Object.values(issue).reduce((sum, count) => sum + count, 0))
      expect(await world.list()).toEqual(before)
      for (const { id } of before) await mock.revoke(id)
      await mock.issue('revocable', 2)
      await mock.reset()
      expect(await mock.list()).toEqual(before)
    }),
    { numRuns: 50 },
  ))

test('a token that was asked for is the same, whatever else was asked for', () =>
  fc.assert(
    fc.property(fc.nat(), counts, counts, (seed, one, other) => {
      const [first, second] = [seededTokens(seed, one).more, seededTokens(seed, other).more]
      const named = (issued: readonly IssuedToken[], name: string): IssuedToken | undefined =>
        issued.find(({ token }) => token.name === name)
      const shared = first.map(({ token }) => token.name).filter((name) => named(second, name) !== undefined)
      for (const name of shared) expect(named(second, name)).toEqual(named(first, name))
      const ids = [...listOf(seededTokens(seed, one))].map(({ token }) => token.id)
      expect(new Set(ids).size).toBe(ids.length)
    }),
  ))

test('what is told of a revocation at the start is what was asked for, at the time of the world', async () => {
  const { mock, revoke } = await setup({
    state: { revoke: { 'revocable-1': { reason: 'Laptop lost', by: 'ada@dayzero.example' }, 'manager-1': {} }, issue: { manager: 1 } },
    time: frozen,
  })
  const secret = mock.tokens.more[0]?.secret ?? ''
  expect(await revoke(mock.tokens.revocable[0].id, { as: secret })).toMatchObject({
    status: 201,
    json: { data: { revoked_at: '2026-01-15T09:30:00.000Z', revocation_reason: 'Laptop lost', revoked_by: 'ada@dayzero.example' } },
  })
  expect(await revoke(nobody)).toMatchObject({ status: 401 })
  expect(await mock.find('manager-1')).toMatchObject({ revoked_by: mock.tokens.manager.email, revocation_reason: null })
})

test('the secret of a token that was asked for is masked in the journal', async () => {
  const { mock, revoke } = await setup({ state: { issue: { outsider: 1 } } })
  await revoke(nobody, { as: mock.tokens.more[0]?.secret ?? '' })
  const text = JSON.stringify((await mock.journal.page()).entries)
  expect(text).toContain('Bearer ⟦outsider-2⟧')
  expect(text).not.toContain(mock.tokens.more[0]?.secret)
})

test('a token can be asked to expire later', async () => {
  const { mock, probe } = await setup({
    state: { expire: { 'outsider-1': { at: '2026-01-15T10:30:00+01:00' } } },
    time: { ...frozen, now: '2026-01-15T09:29:59Z' },
  })
  expect(await probe(mock.tokens.outsider.secret)).toBe('live')
  mock.time.advance(1000)
  expect(await probe(mock.tokens.outsider.secret)).toBe('dead')
})

test.each([
  [{ issue: { king: 1 } }, 'No token can be issued as "king".'],
  [{ issue: { manager: 0 } }, 'from 1 to 10000, not 0'],
  [{ issue: { manager: 1.5 } }, 'from 1 to 10000, not 1.5'],
  [{ revoke: { nobody: {} } }, 'starts with no token "nobody". It has manager-1, revocable-1,'],
  [{ expire: { 'manager-1': { at: 'noon' } } }, '"noon" is no time.'],
  [{ restore: 'a', issue: { manager: 1 } }, 'restored as it was saved'],
] as [StartingState, string][])('%j is refused with a sentence', (state, sentence) => {
  expect(() => createHandler({ state })).toThrow(sentence)
})

describe('in a store that lasts', () => {
  async function folder(): Promise<string> {
    const made = await mkdtemp(join(tmpdir(), 'opening-'))
    onTestFinished(() => rm(made, { recursive: true }))
    return `file:${made}`
  }

  /** What a mock with this state has, which is stopped again: its tokens that are not live, by name. */
  async function dead(store: string, state: StartingState, meanwhile?: 'issue'): Promise<string[]> {
    const mock = await startMock({ store, state })
    try {
      if (meanwhile === 'issue') await mock.issue('revocable')
      return (await mock.list())
        .filter(({ state: standing }) => standing !== 'live')
        .map(({ name, state: standing }) => `${name} ${standing}`)
    } finally {
      await mock.close(0)
    }
  }

  const always = ['expired-1 expired', 'revocable-3 revoked']

  test('what was kept is as it is asked for, and stays so', async () => {
    const store = await folder()
    expect(await dead(store, {})).toEqual(always)
    const more = ['revocable-1 revoked', 'outsider-1 expired', ...always]
    expect(await dead(store, { revoke: { 'revocable-1': {} }, expire: { 'outsider-1': {} } })).toEqual(more)
    expect(await dead(store, {})).toEqual(more)
    expect(await dead(store, { reset: true })).toEqual(always)
  })

  test('tokens that it was begun without are not slipped in: it must start over', async () => {
    const store = await folder()
    await dead(store, {}, 'issue')
    await expect(dead(store, { issue: { revocable: 2 } })).rejects.toThrow(
      'or without revocable-5. Give the --seed and --issue it was begun with',
    )
    expect(await dead(store, { issue: { revocable: 2 }, revoke: { 'revocable-5': {} }, reset: true })).toEqual([
      ...always,
      'revocable-5 revoked',
    ])
    expect(await dead(store, { issue: { revocable: 1 } })).toEqual([...always, 'revocable-5 revoked'])
  })

  test('a snapshot is saved at one start, and restored at another', async () => {
    const store = await folder()
    await dead(store, { save: 'clean' })
    await dead(store, { revoke: { 'manager-1': {} } })
    expect(await dead(store, { restore: 'clean' })).toEqual(always)
    await expect(dead(store, { restore: 'other' })).rejects.toThrow('There is no snapshot "other" in this world.')
  })
})

describe('answers that were asked for', () => {
  test('wait in every world, and again after a reset', async () => {
    const { mock, revoke } = await setup({ answers: [{ match: { target: 'revocable-1' }, answer: { status: 503 }, times: 2 }] })
    const [target] = mock.tokens.revocable
    for (const headers of [[], ['X-Mock-World: other']]) {
      expect(await revoke(target.id, { headers })).toMatchObject({ status: 503 })
      expect(await revoke(target.id, { headers })).toMatchObject({ status: 503 })
      expect(await revoke(target.id, { headers })).toMatchObject({ status: 201 })
    }
    await mock.reset('answers')
    expect(await revoke(target.id)).toMatchObject({ status: 503 })
    expect((await mock.world('other')).answers.list()).toEqual([])
  })

  test('are held to what the control API accepts', async () => {
    const sentence = 'The forced answer {"answer":{"status":99}} cannot be: answer.status: Input should be greater than or equal to 200.'
    await expect(startMock({ answers: [{ answer: { status: 99 } }] })).rejects.toThrow(sentence)
    const mock = createHandler({ answers: [{ answer: { status: 99 } }] })
    await expect(mock(new Request('http://mock.test/'))).rejects.toThrow(sentence)
  })
})
