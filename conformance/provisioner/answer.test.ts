import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAnswer } from './answer.ts'
import { tokenKinds } from './provisioner.ts'

const secrets = fc
  .string({ unit: fc.constantFrom(...'abcXYZ0189-._~+/'.split('')), minLength: 16, maxLength: 40 })
  .map((text) => `dz_${text}`)
const maybe = (texts: fc.Arbitrary<string>) => fc.option(fc.option(texts, { nil: null }), { nil: undefined })
const words = fc.constantFrom('Ada', 'ada@example.com', 'Füñ 😀', 'x')
const items = fc.record(
  {
    kind: fc.constantFrom(...tokenKinds),
    id: fc.uuid(),
    secret: secrets,
    jti: maybe(fc.uuid()),
    name: maybe(words),
    email: maybe(words),
    owner: maybe(words),
    expires_at: maybe(fc.constantFrom('2026-11-23T10:00:00Z', '2026-11-23T10:00:00.123456+02:00')),
    unknown: fc.anything(),
  },
  { requiredKeys: ['kind', 'id', 'secret'] },
)
const pools = fc.uniqueArray(items, {
  maxLength: 10,
  selector: ({ id, secret }) => `${id} ${secret}`,
  comparator: (a, b) => a.split(' ').some((part) => b.includes(part)),
})

describe('an answer of a provisioner', () => {
  test('is taken as it is when it keeps to the protocol; null is as good as absent', () =>
    fc.assert(
      fc.property(pools, (tokens) => {
        const read = readAnswer({ tokens, more: 1 })
        expect(read.problems).toEqual([])
        expect(read.tokens).toEqual(
          tokens.map(({ expires_at: expiresAt, ...item }) =>
            Object.fromEntries(
              Object.entries({ ...item, expiresAt }).filter(([name, value]) => name !== 'unknown' && value !== null && value !== undefined),
            ),
          ),
        )
      }),
    ))

  test.each<[string, (item: Record<string, unknown>) => unknown]>([
    ['an item that is no object', () => 'dz_0123456789abcdef'],
    ['a kind that does not exist', (item) => ({ ...item, kind: 'admin' })],
    ['no id', (item) => ({ ...item, id: undefined })],
    ['an empty id', (item) => ({ ...item, id: '' })],
    ['an id that is a number', (item) => ({ ...item, id: 7 })],
    ['no secret', (item) => ({ ...item, secret: undefined })],
    ['a secret of 15 characters', (item) => ({ ...item, secret: String(item['secret']).slice(0, 15) })],
    ['a secret with a space', (item) => ({ ...item, secret: `${String(item['secret'])} x` })],
    ['a secret with a line break', (item) => ({ ...item, secret: `${String(item['secret'])}\n` })],
    ['a secret beyond ASCII', (item) => ({ ...item, secret: `${String(item['secret'])}é` })],
    ['an id that holds the secret', (item) => ({ ...item, id: `x${String(item['secret'])}` })],
    ['a name that is the secret', (item) => ({ ...item, name: item['secret'] })],
    ['a jti that is no text', (item) => ({ ...item, jti: {} })],
    ['a time without an offset', (item) => ({ ...item, expires_at: '2026-11-23T10:00:00' })],
    ['a time in seconds', (item) => ({ ...item, expires_at: 1_795_000_000 })],
  ])('is refused for %s, with its place and without a secret', (_, damage) =>
    fc.assert(
      fc.property(pools, fc.nat(), (tokens, at) => {
        fc.pre(tokens.length > 0)
        const index = at % tokens.length
        const { problems } = readAnswer({ tokens: tokens.with(index, damage(tokens[index] ?? {}) as (typeof tokens)[number]) })
        expect(problems[0]).toMatch(`tokens[${index}]`)
        for (const { secret } of tokens) expect(problems.join()).not.toContain(secret)
      }),
    ),
  )

  test('is refused for anything else than an object with a list of tokens', () =>
    fc.assert(
      fc.property(fc.anything(), (answer) => {
        fc.pre(!(typeof answer === 'object' && answer !== null && 'tokens' in answer && Array.isArray(answer.tokens)))
        expect(readAnswer(answer).problems).toHaveLength(1)
      }),
    ))

  test('is refused for a kind that was not asked for, and for more than was asked for', () =>
    fc.assert(
      fc.property(pools, fc.constantFrom(...tokenKinds), fc.integer({ min: 1, max: 12 }), (tokens, kind, count) => {
        const { problems } = readAnswer({ tokens }, { kind, count })
        expect(problems.filter((problem) => problem.includes('.kind'))).toHaveLength(tokens.filter((token) => token.kind !== kind).length)
        expect(problems.some((problem) => problem.startsWith('tokens: '))).toBe(tokens.length > count)
      }),
    ))

  test('is refused for an id or a secret that came before, in it or earlier in the run', () =>
    fc.assert(
      fc.property(pools, fc.constantFrom('id', 'secret'), fc.boolean(), (tokens, member, earlier) => {
        fc.pre(tokens.length > 1)
        const [first, second] = tokens
        const seen = { ids: new Set<string>(), secrets: new Set<string>() }
        if (earlier) seen[member === 'id' ? 'ids' : 'secrets'].add(String(second?.[member]))
        const answer = earlier
          ? { tokens }
          : { tokens: tokens.with(1, { ...second, [member]: first?.[member] } as (typeof tokens)[number]) }
        expect(readAnswer(answer, {}, seen).problems).toEqual([`tokens[1].${member} was issued before; every token of a run needs its own`])
      }),
    ))
})
