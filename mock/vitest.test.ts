import { describe, expect } from 'vitest'
import { revokePath } from '../contract/index.ts'
import type { TestMock } from './vitest.ts'
import { test } from './vitest.ts'

/** Revokes the first revocable token, as code under test would that knows an address only. */
async function revoke({ url, tokens }: TestMock): Promise<number> {
  const [{ id }] = tokens.revocable
  const { status } = await fetch(revokePath(id, url), { method: 'POST', headers: { authorization: `Bearer ${tokens.manager.secret}` } })
  return status
}

describe.concurrent('a test with a mock', () => {
  for (const number of [1, 2, 3, 4]) {
    test(`has it to itself (${number})`, async ({ mock }) => {
      mock.time.advance(number * 1000)
      await mock.issue('outsider', number)
      expect(await revoke(mock)).toBe(201)
      expect(await mock.journal.verify({ match: { effect: 'revoked' } })).toBe(1)
      expect((await mock.list()).filter(({ kind }) => kind === 'outsider')).toHaveLength(1 + number)
    })
  }
})

const strict = test.extend({ mockOptions: { faults: ['ok-instead-of-created'] } })

strict('a mock is started with the options that the test gives', async ({ mock }) => {
  expect(await revoke(mock)).toBe(200)
})

test('others keep theirs', async ({ mock }) => {
  expect(await revoke(mock)).toBe(201)
})
