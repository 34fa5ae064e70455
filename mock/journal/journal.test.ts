import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nobody, setup } from '../testing/setup.ts'
import type { Bench, Sent } from '../testing/setup.ts'
import { longestBody } from './entry.ts'
import { ExpectationError } from './journal.ts'

const requests: fc.Arbitrary<Sent> = fc.record(
  {
    method: fc.constantFrom('POST', 'GET', 'DELETE'),
    path: fc.constantFrom('/', '/api/v1/tokens/x/revoke', `/api/v1/tokens/${nobody}/revoke`, '/api/v1/tokens/%ZZ/revoke?a=1'),
    as: fc.option(fc.constantFrom('dz_x', 'dz_nobodyknowsthisone')),
    body: fc.constantFrom('{}', '{', '{"reason": 5}'),
    headers: fc.constantFrom([], ['Prefer: code=404'], ['Prefer: wait=1ms'], ['Origin: http://page.example']),
  },
  { requiredKeys: [] },
)

test('every request is in the journal once, in order, with the answer that it got', async () => {
  const { mock, send } = await setup()
  await fc.assert(
    fc.asyncProperty(fc.array(requests, { maxLength: 8 }), async (all) => {
      mock.journal.clear()
      const statuses: number[] = []
      for (const sent of all) statuses.push((await send(sent)).status)
      const { entries, total, dropped } = await mock.journal.page({ limit: 1000 })
      expect(entries.map(({ answer }) => answer.status).toReversed()).toEqual(statuses)
      expect(entries.map(({ request }) => request.method).toReversed()).toEqual(all.map(({ method = 'POST' }) => method))
      expect({ total, dropped }).toEqual({ total: all.length, dropped: 0 })
    }),
    { numRuns: 30 },
  )
})

test('requests at the same time are all there', async () => {
  const { mock, revoke } = await setup()
  await Promise.all(Array.from({ length: 40 }, () => revoke(mock.tokens.revocable[0].id)))
  expect(await mock.journal.verify({ match: { effect: 'revoked' }, times: 1 })).toBe(1)
  expect(await mock.journal.verify({ match: { effect: 'repeated', target: 'revocable-1', caller: 'manager-1' }, times: 39 })).toBe(39)
})

test('it holds so many, and no preflights', async () => {
  const { mock, revoke, send } = await setup({ journal: 5 })
  for (let count = 0; count < 8; count += 1) await revoke(nobody, { body: JSON.stringify({ reason: `r-${count}` }) })
  await send({ method: 'OPTIONS', headers: ['Origin: http://page.example', 'Access-Control-Request-Method: POST'], as: null })
  const { entries, total, dropped, next } = await mock.journal.page({ limit: 3 })
  expect({ reasons: entries.map(({ reason }) => reason), total, dropped }).toEqual({ reasons: ['r-7', 'r-6', 'r-5'], total: 5, dropped: 3 })
  const rest = await mock.journal.page({ limit: 3, ...(next === null ? {} : { before: next }) })
  expect({ reasons: rest.entries.map(({ reason }) => reason), next: rest.next }).toEqual({ reasons: ['r-4', 'r-3'], next: null })
  await expect(mock.journal.verify({ times: 5 })).rejects.toThrow('3 older ones have been dropped, so nobody can tell')
  expect(await mock.journal.verify({ at_least: 5 })).toBe(5)
})

describe('no secret is ever shown', () => {
  const places: readonly [string, (secret: string) => Sent][] = [
    ['as the credential', (secret) => ({ as: secret })],
    ['as half of one', (secret) => ({ as: `${secret} ${secret}` })],
    ['twice', (secret) => ({ headers: [`Authorization: Bearer ${secret}`] })],
    ['in another scheme', (secret) => ({ as: null, headers: [`Authorization: Token ${secret}`] })],
    ['without a scheme', (secret) => ({ as: null, headers: [`Authorization: ${secret}`] })],
    ['in a cookie', (secret) => ({ headers: [`Cookie: session=${secret.slice(0, 20)}; t=${secret}`] })],
    ['in another header', (secret) => ({ headers: [`X-Api-Key: ${secret}`] })],
    ['in the path', (secret) => ({ path: `/api/v1/tokens/${secret}/revoke` })],
    ['in the query', (secret) => ({ path: `/api/v1/tokens/${nobody}/revoke?token=${secret}` })],
    ['as the reason', (secret) => ({ body: JSON.stringify({ reason: `it was ${secret}` }) })],
    ['in what does not fit', (secret) => ({ body: JSON.stringify({ reason: [secret] }) })],
    ['in what is no text', (secret) => ({ body: Buffer.concat([Buffer.from([0xff]), Buffer.from(secret)]) })],
  ]

  test.each(places)('%s', async (_, request) => {
    const bench = await setup()
    const [issued] = await bench.mock.issue('manager')
    for (const secret of [bench.mock.tokens.manager.secret, issued?.secret ?? '', `dz_${'a'.repeat(43)}`]) {
      await bench.revoke(bench.mock.tokens.revocable[0].id, request(secret))
      const shown = JSON.stringify(await bench.mock.journal.page())
      expect(shown).not.toContain(secret.slice(3))
      expect(shown).not.toContain(Buffer.from(secret.slice(3)).toString('base64').slice(4, 40))
    }
  })

  test('it is the name of its token that stands there', async () => {
    const { mock, revoke } = await setup()
    const [issued] = await mock.issue('outsider')
    await revoke(nobody, { as: issued?.secret ?? '', body: JSON.stringify({ reason: mock.tokens.manager.secret }) })
    const [entry] = (await mock.journal.page()).entries
    expect(entry?.request.headers).toContainEqual(['Authorization', 'Bearer ⟦outsider-2⟧'])
    expect(entry?.request.body).toMatchObject({ text: '{"reason":"⟦manager-1⟧"}' })
    expect(entry).toMatchObject({ caller: { name: 'outsider-2' }, reason: '⟦manager-1⟧' })
  })
})

test('long bodies are cut, and what is no text is there as base64', async () => {
  const { mock, revoke } = await setup()
  await revoke(nobody, { body: JSON.stringify({ reason: 'ä'.repeat(100_000) }) })
  await revoke(nobody, { body: Buffer.from([0xff, 0xfe, 0x00]), type: 'application/octet-stream' })
  const [binary, long] = (await mock.journal.page()).entries
  expect(binary?.request.body).toEqual({ base64: '//4A', length: 3 })
  expect(long?.request.body).toMatchObject({ length: 200_013, cut: true })
  expect(long?.request.body?.text?.length).toBeLessThanOrEqual(longestBody)
})

describe('waiting', () => {
  test('ends with the request that matches, whether it came before or comes later', async () => {
    const { mock, revoke } = await setup()
    const waiting = mock.journal.wait({ match: { target: 'revocable-2', status: 201 } })
    await revoke(mock.tokens.revocable[0].id)
    await revoke(mock.tokens.revocable[1].id, { body: '{"reason": "later"}' })
    expect(await waiting).toMatchObject({ reason: 'later', target: { name: 'revocable-2' } })
    const { id } = await mock.journal.wait({ match: { target: 'revocable-1' } })
    await expect(mock.journal.wait({ match: { target: 'revocable-1' }, after: id, timeout: 5 })).rejects.toThrow(ExpectationError)
  })

  test('that was in vain says what came instead', async () => {
    const { mock, revoke } = await setup()
    await revoke(mock.tokens.revocable[0].id, { body: '{"reason": "a"}' })
    const failure = await mock.journal.wait({ match: { target: 'revocable-1', reason: 'b' }, timeout: 1 }).catch((error: unknown) => error)
    expect(failure).toMatchObject({
      code: 'NOT_AS_EXPECTED',
      message: 'No request with target "revocable-1", reason "b" came within 1 ms.',
      nearest: [{ differs: ['reason: "a" instead of "b"'] }],
    })
  })

  test('ends when the mock does', async () => {
    const { mock } = await setup()
    const waiting = mock.journal.wait({ timeout: 600_000 }).catch((error: unknown) => error)
    await mock.close(0)
    expect(await waiting).toBeInstanceOf(ExpectationError)
  })
})

describe('counting', () => {
  test.each([
    [{ times: 1 }, 'Expected exactly 1 request with status 201: there were 2.'],
    [{ at_least: 3 }, 'Expected at least 3 requests with status 201: there were 2.'],
    [{ at_most: 1 }, 'Expected at most 1 request with status 201: there were 2.'],
    [{ at_least: 3, at_most: 4 }, 'Expected 3 to 4 requests with status 201: there were 2.'],
  ])('%j is not so after two', async (expected, message) => {
    const bench = await twice()
    await expect(bench.mock.journal.verify({ match: { status: 201 }, ...expected })).rejects.toThrow(message)
  })

  test.each([{}, { times: 2 }, { at_least: 1 }, { at_most: 2 }, { at_least: 2, at_most: 2 }])('%j is so after two', async (expected) => {
    const bench = await twice()
    expect(await bench.mock.journal.verify({ match: { status: 201 }, ...expected })).toBe(2)
  })

  async function twice(): Promise<Bench> {
    const bench = await setup()
    await bench.revoke(bench.mock.tokens.revocable[0].id)
    await bench.revoke(bench.mock.tokens.revocable[0].id)
    await bench.revoke(nobody)
    return bench
  }
})
