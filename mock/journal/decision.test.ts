import { describe, expect, test } from 'vitest'
import { givenContract } from '../../contract/index.ts'
import type { JournalEntry } from '../control/generated/types.ts'
import { nobody, setup } from '../testing/setup.ts'
import type { Bench, Sent } from '../testing/setup.ts'
import { sources } from './decision.ts'

test.each(Object.entries(sources))('the source "%s" is quoted literally', (_, { quote, pointer }) => {
  const keys = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
  const found = keys.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], givenContract.document)
  expect(found).toContain(quote)
})

/** What is sent about the first revocable token, and what the journal says decided the answer. */
type Case = readonly [
  situation: string,
  request: (bench: Bench) => Sent,
  decided: { readonly step: string; readonly quote: string | null },
  hint: RegExp | null,
]

const body = (text: string): Sent => ({ body: text })

const cases: readonly Case[] = [
  ['a revocation', () => ({}), { step: 'revocation', quote: sources.once.quote }, null],
  ['a repeated one', ({ mock }) => at(mock.tokens.revoked.id), { step: 'repeat', quote: sources.forGood.quote }, null],
  [
    'no credential',
    () => ({ as: null }),
    { step: 'credential', quote: sources.unauthorized.quote },
    /^There is no Authorization header\.$/,
  ],
  [
    'another scheme',
    () => ({ as: null, headers: ['Authorization: Basic eDp5'] }),
    { step: 'credential', quote: sources.unauthorized.quote },
    /does not begin with "Bearer "/,
  ],
  ['an unknown token', () => ({ as: 'dz_nobodyknowsthis' }), { step: 'credential', quote: sources.unauthorized.quote }, /another world/],
  ['half a credential', () => ({ as: 'dz_a dz_b' }), { step: 'credential', quote: sources.bearer.quote }, /Authorization: Bearer dz_…/],
  [
    'a revoked credential',
    ({ mock }) => ({ as: mock.tokens.revoked.secret }),
    { step: 'credential', quote: sources.blacklist.quote },
    /^revocable-3 was revoked 2 years ago by mira@dayzero\.example \("Laptop lost"\)\.$/,
  ],
  [
    'an expired credential',
    ({ mock }) => ({ as: mock.tokens.expired.secret }),
    { step: 'credential', quote: sources.unauthorized.quote },
    /^expired-1 expired 6 years ago\.$/,
  ],
  [
    'a number for a reason',
    () => body('{"reason": 5}'),
    { step: 'body', quote: sources.unprocessable.quote },
    /^`reason` must be a string\.$/,
  ],
  [
    'no JSON',
    () => body('{"reason": '),
    { step: 'body', quote: sources.unprocessable.quote },
    /^The body: JSON decode error \(Expecting value\)\.$/,
  ],
  ['an unknown id', () => at(nobody), { step: 'target', quote: sources.missing.quote }, null],
  ['no UUID', () => at('x'), { step: 'id', quote: sources.uuid.quote }, null],
  ['a name', () => at('revocable-2'), { step: 'id', quote: sources.uuid.quote }, /^That is the name of a token; its id is 5edfb739/],
  [
    'a jti',
    ({ mock }) => at(mock.tokens.revocable[1].jti),
    { step: 'target', quote: sources.missing.quote },
    /^That is the jti of revocable-2; its id is 5edfb739/,
  ],
  [
    'a mistyped id',
    ({ mock }) => at(`${mock.tokens.revocable[1].id.slice(0, -1)}0`),
    { step: 'target', quote: sources.missing.quote },
    /^Did you mean 5edfb739-\S+ \(revocable-2\)\?$/,
  ],
  [
    'an outsider',
    ({ mock }) => ({ as: mock.tokens.outsider.secret }),
    { step: 'permission', quote: sources.forbidden.quote },
    /^outsider-1 may revoke only itself\. Send a manager's token\.$/,
  ],
  [
    'another path',
    () => ({ path: '/api/v2' }),
    { step: 'path', quote: null },
    /^The operation is POST \/api\/v1\/tokens\/\{token_id\}\/revoke\.$/,
  ],
  ['another method', () => ({ method: 'DELETE' }), { step: 'method', quote: null }, /^The method is POST\.$/],
  ['a preference', () => ({ headers: ['Prefer: code=404'] }), { step: 'preference', quote: null }, null],
]

function at(id: string): Sent {
  return { path: `/api/v1/tokens/${id}/revoke` }
}

describe('an entry says what decided the answer, by which words of the contract, and what was overlooked:', () => {
  test.each(cases)('%s', async (_, request, decided, hint) => {
    const bench = await setup({ time: { now: '2026-11-24T12:00:00Z', frozen: true } })
    await bench.revoke(bench.mock.tokens.revocable[0].id, request(bench))
    const [entry] = (await bench.mock.journal.page()).entries
    expect({ step: entry?.decided.step, quote: entry?.decided.source?.quote ?? null }).toEqual(decided)
    expect(entry?.hint ?? '').toMatch(hint ?? /^$/)
  })

  test('a token revoked a while ago by a token that the journal has seen', async () => {
    const { mock, revoke } = await setup({ time: { frozen: true } })
    const [target] = mock.tokens.revocable
    await revoke(target.id)
    mock.time.advance(12_000)
    await revoke(nobody, { as: target.secret })
    const [entry] = (await mock.journal.page()).entries
    expect(entry?.hint).toBe('revocable-1 was revoked 12 s ago by manager-1.')
  })

  test.each([
    ['repeat', '400', ({ mock }: Bench) => mock.tokens.revoked.id, {}],
    ['foreign', '404', ({ mock }: Bench) => mock.tokens.revocable[0].id, { as: 'outsider' }],
    ['self', '403', ({ mock }: Bench) => mock.tokens.manager.id, {}],
    ['expired-target', '400', ({ mock }: Bench) => mock.tokens.expired.id, {}],
    ['not-a-uuid', '422', () => 'x', {}],
    ['wrong-type', '400', ({ mock }: Bench) => mock.tokens.revocable[0].id, { body: '{"reason": 5}' }],
  ])('the reading %s=%s', async (name, value, idOf, { as, ...sent }: Sent) => {
    const bench = await setup({ readings: { [name]: value } })
    await bench.revoke(idOf(bench), { ...sent, ...(as === undefined ? {} : { as: bench.mock.tokens.outsider.secret }) })
    expect((await lastOf(bench))?.decided.reading).toEqual({ name, value })
  })
})

async function lastOf({ mock }: Bench): Promise<JournalEntry | undefined> {
  const { entries } = await mock.journal.page({ limit: 1 })
  return entries[0]
}
