import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { failureOf, file, items, patience, started } from '../testing/provisioner-setup.ts'
import { provisionerOf } from './index.ts'
import type { ProvisionerErrorCode } from './index.ts'

describe('from a module', () => {
  test('tokens are what its default export returns, and its close is called', async () => {
    const marker = `closed${randomUUID().slice(0, 8)}`
    const provisioner = started(
      file(
        'tokens.mjs',
        `${items} export default async (kind, count) => items(kind, count); export const close = () => { globalThis.${marker} = true }`,
      ),
    )
    expect(await provisioner.issue('outsider', 2)).toHaveLength(2)
    await provisioner.close()
    expect(globalThis).toHaveProperty(marker, true)
  })

  test.each<[string, string, ProvisionerErrorCode, string]>([
    ['has no default export', 'export const issue = () => []', 'BAD_SPEC', 'default export'],
    ['does not parse', 'export default (', 'BAD_SPEC', 'cannot be loaded'],
    ['throws', `export default async () => { throw new Error('no user for dz_0123456789abcdef') }`, 'FAILED', '"no user for ⟦secret⟧"'],
    [
      'cannot issue the kind',
      `export default async () => { throw Object.assign(new Error('no roles'), { code: 'KIND_UNAVAILABLE' }) }`,
      'KIND_UNAVAILABLE',
      '"no roles"',
    ],
    ['never returns', 'export default () => new Promise(() => {})', 'TIMEOUT', '300 ms'],
    ['returns no list', 'export default () => ({})', 'INVALID_ANSWER', 'tokens is no list'],
    [
      'repeats itself',
      `const one = { kind: 'manager', id: 'a', secret: 'dz_0123456789abcdef' }; export default () => [one, one]`,
      'INVALID_ANSWER',
      'tokens: 2 where 1',
    ],
  ])('one that %s ends in an error, and in time', async (_, code, expected, words) => {
    const provisioner = started(file('tokens.mjs', code), patience(expected, 300))
    expect(await failureOf(provisioner)).toMatchObject({ code: expected, message: expect.stringContaining(words) })
  })

  test('one in TypeScript is refused in one sentence where Node does not run it', () => {
    const runs = (process.features as { typescript?: unknown }).typescript
    expect(() => provisionerOf('tokens.ts')).toThrow(
      runs === undefined ? /^The provisioner tokens\.ts is TypeScript, which Node [\d.]+ does not run; .*22\.18 or newer\.$/ : undefined,
    )
  })
})
