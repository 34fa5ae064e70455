import { describe, expect, test } from 'vitest'
import { failureOf, file, item, started } from '../testing/provisioner-setup.ts'
import { provisionerOf } from './index.ts'
import type { ProvisionerError } from './index.ts'

describe('from a pool', () => {
  test('tokens come in their order, fewer when there are no more, and it says how many are left', async () => {
    const tokens = [item({ kind: 'manager' }), ...Array.from({ length: 5 }, () => item())]
    const provisioner = started(file('pool.json', JSON.stringify({ tokens })))
    expect(provisioner.limited).toBe(true)
    expect(['manager', 'revocable', 'outsider'].map((kind) => provisioner.remaining?.(kind as 'manager'))).toEqual([1, 5, 0])
    expect((await provisioner.issue('revocable', 3)).map(({ id }) => id)).toEqual(tokens.slice(1, 4).map(({ id }) => id))
    expect(await provisioner.issue('revocable', 3)).toHaveLength(2)
    expect((await failureOf(provisioner, 'revocable')).code).toBe('EXHAUSTED')
    expect((await failureOf(provisioner, 'expired')).code).toBe('KIND_UNAVAILABLE')
  })

  test('what cannot be one is refused at once, in full, without a secret', () => {
    const secret = 'dz_0123456789abcdef'
    const refused = (contents: string): ProvisionerError => {
      try {
        provisionerOf(file('pool.json', contents))
      } catch (error) {
        return error as ProvisionerError
      }
      throw new Error('It was not refused.')
    }
    expect(refused(`{"tokens": [{"secret": "${secret}"`)).toMatchObject({
      code: 'BAD_SPEC',
      message: expect.stringContaining('is no JSON'),
    })
    const many = refused(JSON.stringify({ tokens: [item({ secret }), item({ secret }), {}, { kind: 'x' }, 7] }))
    expect(many).toMatchObject({ code: 'INVALID_ANSWER', message: expect.stringMatching(/tokens\[2\]\.kind .*; and \d+ more\.$/) })
    expect(`${many.message} ${String(many.cause)}`).not.toContain(secret)
    expect(() => provisionerOf('/no/such/pool.json')).toThrow(
      expect.objectContaining({ code: 'BAD_SPEC', message: expect.stringContaining('ENOENT') }),
    )
  })
})
