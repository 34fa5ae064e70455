import { expect, test } from 'vitest'
import { nobody, setup } from '../testing/setup.ts'
import { logFilterOf, logged } from './print-log.ts'

test('requests are printed as they come in, with what decided their answer or what the sender may have overlooked', async () => {
  const { mock, revoke } = await setup({ time: { now: '2026-01-15T09:30:00Z', frozen: true } })
  const lines = logged(mock, {})
  const next = async (): Promise<unknown> => (await lines.next()).value
  const first = next()
  await revoke(mock.tokens.revocable[0].id)
  expect(await first).toBe('2026-01-15T09:30:00.000Z  201  manager-1 → revocable-1  The caller may revoke the token, and did.')
  await revoke(mock.tokens.revocable[1].id, { as: mock.tokens.revocable[0].secret })
  await revoke(nobody, { as: null })
  expect(await next()).toBe('2026-01-15T09:30:00.000Z  401  revocable-1 → revocable-2  revocable-1 was revoked 0 ms ago by manager-1.')
  expect(await next()).toBe('2026-01-15T09:30:00.000Z  401  nobody → 3f0c1b52…  There is no Authorization header.')
})

test('those that do not fit are left out, and none is printed twice', async () => {
  const { mock, revoke } = await setup()
  const lines = logged(mock, logFilterOf('status=404,caller=manager-1') ?? {})
  const printed: string[] = []
  const reading = (async () => {
    for await (const line of lines) {
      printed.push(line)
      if (printed.length === 3) break
    }
  })()
  for (let count = 0; count < 3; count += 1) {
    await revoke('not-a-uuid', { as: null })
    await revoke(nobody)
    await mock.issue('outsider')
  }
  await reading
  expect(printed.map((line) => line.split('  ').slice(1, 3))).toEqual(Array.from({ length: 3 }, () => ['404', 'manager-1 → 3f0c1b52…']))
})

test('what a client sent moves no terminal and makes no second line', async () => {
  const { mock, revoke } = await setup()
  const lines = logged(mock, {})
  const first = lines.next()
  await revoke('%1B%5B2J%0A%C2%9B31m')
  expect((await first).value).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/)
})

test.each(['foo=1', 'status=5', 'status', 'effect=gone', 'forced=maybe', 'target='])('%s is no condition', (text) => {
  expect(() => logFilterOf(text)).toThrow(/^The log cannot be of .*\.$/)
})
