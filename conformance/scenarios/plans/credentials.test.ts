import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Case } from '../../engine/case.ts'
import type { Actor } from '../../engine/tokens.ts'
import type { BadCredential, Presented } from './credentials.ts'
import { badCredentialForms, badCredentials, present } from './credentials.ts'

const opaque = 'dz_Zk3_9-aQ0pXvL2mN8rT5wY7uJ1bC4dE6fG0hI_sK-oP'

function jwtOf(claims: object, signature = 'c2lnbmF0dXJl'): string {
  return [{ alg: 'RS256', kid: '1' }, claims].map(encoded).join('.') + `.${signature}`
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function actor(alias: string, secret: string): Actor {
  return {
    secret,
    token: { alias, kind: 'manager', id: `id-of-${alias}`, jti: `jti-of-${alias}`, name: 'mira', email: 'mira@example.com' },
  }
}

function setup(secret: string, outsider = 'dz_another-secret-of-somebody-else') {
  const disguised = new Map<string, string>()
  const on = {
    cast: { outsider: actor('outsider-1', outsider), expired: actor('expired-1', 'dz_expired-expired-expired') },
    disguise: (text: string, name: string) => disguised.set(text, name),
  } as unknown as Case
  const show = (credential: BadCredential): Presented | undefined => present(on, credential, actor('manager-1', secret))
  return { show, disguised }
}

/** The token that a field holds, part by part. */
function partsOf(presented: Presented | undefined): readonly string[] {
  const { by } = presented ?? { by: [] }
  return Array.isArray(by) ? String(by[0]).replace('Bearer ', '').split('.') : []
}

describe('a bad credential', () => {
  test('is never the secret itself under the scheme Bearer, whatever the secret', () => {
    const secrets = fc.oneof(fc.constant(opaque), fc.constant(jwtOf({ sub: 'mira' })), fc.stringMatching(/^dz_[\w-]{16,60}$/), fc.uuid())
    fc.assert(
      fc.property(secrets, fc.oneof(badCredentials, fc.constantFrom(...badCredentialForms)), (secret, credential) => {
        const { by } = setup(secret).show(credential) ?? { by: [] }
        expect([by].flat().map((value) => (typeof value === 'string' ? value.trim() : value))).not.toContain(`Bearer ${secret}`)
      }),
    )
  })

  test('that was made from a secret is known to the masker', () => {
    for (const how of ['punctuated', 'scheme inside'] as const) {
      const { show, disguised } = setup(opaque)
      const [text] = partsOf(show({ kind: 'altered', how, at: 7 }))
      expect(disguised.get(text ?? '')).toBe(`manager-1~${how}`)
    }
  })

  test('of hyphens is left out where the secret is a UUID, which many read without them', () => {
    const { show } = setup('dz_3f0c1b52-6a55-4e0e-9d7f-2b9e6b0f9a11')
    expect(show({ kind: 'altered', how: 'punctuated', at: 7 })).toBeUndefined()
  })
})

describe('a forged JWT', () => {
  const secret = jwtOf({ sub: 'mira', jti: '1' })

  test.each([
    ['unsigned', 'none'],
    ['odd case', 'nOnE'],
  ] as const)('%s has the same claims, no algorithm and no signature', (how, alg) => {
    const [header = '', payload, signature] = partsOf(setup(secret).show({ kind: 'jwt', how }))
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({ alg, kid: '1' })
    expect([payload, signature]).toEqual([secret.split('.')[1], ''])
  })

  test('with other contents stands under the signature of another token', () => {
    const outsider = jwtOf({ sub: 'oscar' }, 'YW5vdGhlcg')
    const [, payload, signature] = partsOf(setup(secret, outsider).show({ kind: 'jwt', how: 'other contents' }))
    expect([payload, signature]).toEqual([secret.split('.')[1], 'YW5vdGhlcg'])
  })

  test('with other contents stands under a broken signature where there is no other token', () => {
    const [, payload, signature] = partsOf(setup(secret).show({ kind: 'jwt', how: 'other contents' }))
    expect(payload).toBe(secret.split('.')[1])
    expect(signature).not.toBe('c2lnbmF0dXJl')
  })

  test.each([opaque, 'dz_one.two.three-of-no-meaning', 'e30.e30.c2ln'])('cannot be had of %s, which is no JWT', (other) => {
    for (const how of ['unsigned', 'odd case', 'other contents'] as const) expect(setup(other).show({ kind: 'jwt', how })).toBeUndefined()
  })
})
