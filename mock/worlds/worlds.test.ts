import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesOf, setup } from '../testing/setup.ts'
import { dataOf } from '../testing/symptoms/symptom.ts'

const names = ['default', 'a', 'b'] as const

describe('worlds', () => {
  test('never see each other, however their requests interleave', async () => {
    const step = fc.record({
      world: fc.constantFrom(...names),
      does: fc.constantFrom('revoke', 'issue', 'reset', 'switch', 'freeze', 'force', 'clear', 'save', 'restore'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const { mock, revoke } = await setup()
        const [target] = mock.tokens.revocable
        const model = new Map(names.map((name) => [name, fresh()]))
        const saved = new Map<string, { revoked: boolean; issued: number }>()
        for (const name of names) await mock.world(name)
        for (const { world: name, does } of steps) {
          const world = await mock.world(name)
          const expected = model.get(name) ?? fresh()
          const before = await Promise.all(names.filter((other) => other !== name).map(pictureOf))
          const due = expected.forced > 0 ? 503 : expected.repeat === '400' && expected.revoked ? 400 : 201
          const reply = does === 'revoke' ? await revoke(target.id, { headers: [`X-Mock-World: ${name}`] }) : { status: due }
          expect(reply.status).toBe(due)
          if (does === 'revoke') {
            if (expected.forced > 0) expected.forced -= 1
            else expected.revoked = true
            expected.entries += 1
          } else if (does === 'issue') {
            await world.issue('outsider', 2)
            expected.issued += 2
          } else if (does === 'reset') {
            await world.reset()
            model.set(name, fresh())
          } else if (does === 'switch') {
            world.switches.set({ readings: { repeat: '400' } })
            expected.repeat = '400'
          } else if (does === 'freeze') {
            world.time.set({ now: '2030-01-01T00:00:00Z', frozen: true })
            expected.time = 'frozen'
          } else if (does === 'force') {
            await world.answers.force({ answer: { status: 503 } })
            expected.forced += 1
          } else if (does === 'clear') {
            world.journal.clear()
            expected.entries = 0
          } else if (does === 'save') {
            await world.snapshots.save('s')
            saved.set(name, { revoked: expected.revoked, issued: expected.issued })
          } else if (saved.has(name)) {
            await world.snapshots.restore('s')
            Object.assign(expected, saved.get(name))
          }
          expect(await pictureOf(name)).toEqual(model.get(name))
          expect(await Promise.all(names.filter((other) => other !== name).map(pictureOf))).toEqual(before)
        }

        async function pictureOf(name: string): Promise<ReturnType<typeof fresh>> {
          const world = await mock.world(name)
          const tokens = await world.list()
          return {
            revoked: tokens.some(({ id, state }) => id === target.id && state === 'revoked'),
            issued: tokens.length - 6,
            repeat: world.switches.get().readings['repeat'] ?? '201',
            time: world.time.get().state,
            forced: world.answers.list().length,
            entries: (await world.journal.page()).total,
          }
        }
      }),
      { numRuns: 25 },
    )
  })

  test('start alike, and are forgotten whole', async () => {
    const { mock, revoke, send } = await setup({ readings: { repeat: '410' } })
    const world = await mock.world('a')
    expect(world.tokens).toEqual(mock.tokens)
    expect(world.switches.get().readings).toEqual({ repeat: '410' })
    await revoke(mock.tokens.revocable[0].id, { headers: ['X-Mock-World: a'] })
    expect(await mock.worlds()).toEqual(['default', 'a'])
    await mock.removeWorld('a')
    expect(await mock.worlds()).toEqual(['default'])
    expect(await (await mock.world('a')).find('revocable-1')).toMatchObject({ state: 'live' })
    expect(await send({ path: '/_mock/tokens/revocable-1?world=a', method: 'GET', as: null })).toMatchObject({ json: { state: 'live' } })
  })

  test('are limited in number, and say so on the contract, too', async () => {
    const { mock, revoke } = await setup({ worlds: 2 })
    await mock.world('a')
    const [target] = mock.tokens.revocable
    expect(await revoke(target.id, { headers: ['X-Mock-World: b'] })).toMatchObject({
      status: 503,
      json: { detail: expect.stringMatching(/2 worlds already.*DELETE/) as string },
    })
    expect(await revoke(target.id, { headers: ['X-Mock-World: a b'] })).toMatchObject({ status: 400 })
    expect(await revoke(target.id, { headers: ['X-Mock-World: a', 'X-Mock-World: default'] })).toMatchObject({ status: 400 })
    expect(await revoke(target.id, { headers: ['X-Mock-World: a'] })).toMatchObject({ status: 201 })
  })
})

function fresh(): { revoked: boolean; issued: number; repeat: string; time: string; forced: number; entries: number } {
  return { revoked: false, issued: 0, repeat: '201', time: 'real', forced: 0, entries: 0 }
}

describe('time', () => {
  test('a frozen clock is in revoked_at and in Date to the millisecond, and tokens expire by it', async () => {
    const instants = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
    const { mock, revoke, probe } = await setup()
    await fc.assert(
      fc.asyncProperty(instants, fc.integer({ min: 1, max: 1e9 }), async (instant, life) => {
        await mock.reset()
        mock.time.set({ now: instant.toISOString(), frozen: true })
        const reply = await revoke(mock.tokens.revocable[0].id)
        expect(dataOf(reply)['revoked_at']).toBe(instant.toISOString())
        expect(reply.headers['date']).toBe(new Date(Math.floor(instant.getTime() / 1000) * 1000).toUTCString())
        const [short] = await mock.issue('manager', 1, { expires_in: life })
        mock.time.advance(life - 1)
        expect(await probe(short?.secret ?? '')).toBe('live')
        mock.time.advance(1)
        expect(await probe(short?.secret ?? '')).toBe('dead')
      }),
      { numRuns: 25 },
    )
  })

  test('a world starts at the time that was given', async () => {
    const { mock } = await setup({ time: { now: '2026-01-15T09:30:00+02:00', frozen: true } })
    expect(mock.time.get()).toEqual({ now: '2026-01-15T07:30:00.000Z', state: 'frozen' })
    expect((await mock.world('later')).time.get()).toEqual(mock.time.get())
    mock.time.real()
    expect(mock.time.get().state).toBe('real')
    await mock.reset('time')
    expect(mock.time.get().state).toBe('frozen')
  })

  test('an ended life is an expired token, also of one that was revoked', async () => {
    const { mock, probe } = await setup()
    await mock.expire('revocable-1')
    expect(await probe(mock.tokens.revocable[0].secret)).toBe('dead')
    await mock.expire('expired-1', '2090-01-01T00:00:00Z')
    expect(await probe(mock.tokens.expired.secret)).toBe('live')
    expect(await mock.expire('revocable-3')).toMatchObject({ state: 'revoked' })
  })
})

describe('forced answers', () => {
  test('are given to so many requests that match, change nothing, and say that they are forced', async () => {
    const { mock, revoke, probe } = await setup()
    const [target, other] = mock.tokens.revocable
    await mock.answers.force({
      match: { target: 'revocable-1', caller: 'manager-1' },
      answer: { status: 503, headers: { 'Retry-After': '1' } },
      times: 2,
    })
    expect(await revoke(other.id)).toMatchObject({ status: 201 })
    for (let count = 0; count < 2; count += 1) {
      expect(await revoke(target.id)).toMatchObject({
        status: 503,
        headers: { 'x-mock-forced': 'answer', 'retry-after': '1' },
        json: { detail: 'Service Unavailable' },
      })
    }
    expect(await probe(target.secret)).toBe('live')
    expect(mock.answers.list()).toEqual([])
    expect(await revoke(target.id)).toMatchObject({ status: 201 })
  })

  test.each([
    [{ status: 201 }, { success: true, data: { revocation_reason: 'x', revoked_by: 'mira@dayzero.example' } }],
    [{ status: 422 }, { detail: [{ type: 'value_error' }] }],
    [{ status: 401 }, { detail: 'Not authenticated' }],
    [{ status: 200, body: { anything: [1] } }, { anything: [1] }],
    [{ status: 204 }, undefined],
  ])('%j is filled up in the shapes of the contract', async (answer, json) => {
    const { mock, revoke } = await setup()
    await mock.answers.force({ answer })
    const reply = await revoke(mock.tokens.revocable[0].id, { body: '{"reason": "x"}' })
    expect(reply.status).toBe(answer.status)
    expect(reply.json ?? {}).toMatchObject(json ?? {})
    expect(await mock.find('revocable-1')).toMatchObject({ state: 'live' })
  })

  test.each([
    ['a header', { headers: { 'X-Try': '1' } }, { headers: ['X-Try: 1'] }, { headers: ['X-Try: 2'] }],
    ['no header', { headers: { 'X-Try': null } }, {}, { headers: ['X-Try: 2'] }],
    ['a reason', { reason: 'x' }, { body: '{"reason": "x"}' }, { body: '{"reason": "y"}' }],
    ['no caller', { caller: null }, { as: null }, {}],
    ['a method', { method: 'get' }, { method: 'GET' }, { method: 'PUT' }],
    ['a path', { path: '/api/v1/*' }, {}, { path: '/api/v2' }],
  ])('match %s', async (_, match, right, wrong) => {
    const { mock, revoke } = await setup()
    await mock.answers.force({ match, answer: { status: 418 } })
    expect((await revoke(mock.tokens.revocable[0].id, wrong)).status).not.toBe(418)
    expect(await revoke(mock.tokens.revocable[0].id, right)).toMatchObject({ status: 418 })
  })

  test('can wait, and be lost on the way: then nothing has been carried out', async () => {
    const { mock, wire } = await setup()
    await mock.answers.force({ answer: { network: 'empty', wait: 20 } })
    const open = await wire()
    open.write(bytesOf({ path: `/api/v1/tokens/${mock.tokens.revocable[0].id}/revoke` }, mock.tokens.manager.secret))
    await open.closed
    expect(await mock.find('revocable-1')).toMatchObject({ state: 'live' })
    expect((await mock.journal.page()).entries).toMatchObject([{ network: 'empty', waited: 20, forced: 'answer', effect: 'none' }])
  })
})
