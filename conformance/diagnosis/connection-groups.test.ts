import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Crossing } from './connection-groups.ts'
import { connectionGroups } from './connection-groups.ts'

const pairs = fc.array(fc.tuple(fc.nat(19), fc.nat(19)), { minLength: 200, maxLength: 300 })

describe('connectionGroups', () => {
  test('servers that know only their own revocations are told from each other', () => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: 2, max: 4 }), (uses, servers) => {
        const groupOf = connectionGroups(crossings(uses, (revokedOn, usedOn) => revokedOn % servers !== usedOn % servers))
        for (const [revokedOn, usedOn] of uses)
          expect(groupOf?.(revokedOn) === groupOf?.(usedOn)).toBe(revokedOn % servers === usedOn % servers)
      }),
    )
  })

  test('a single use that contradicts the groups leaves none', () => {
    fc.assert(
      fc.property(pairs, (uses) => {
        const consistent = crossings(uses, (revokedOn, usedOn) => revokedOn % 2 !== usedOn % 2)
        expect(connectionGroups([...consistent, { revokedOn: 0, usedOn: 2, isAccepted: true }])).toBeUndefined()
      }),
    )
  })

  test('connections that are used once prove nothing', () => {
    const once = Array.from({ length: 50 }, (_, index) => ({ revokedOn: 2 * index, usedOn: 2 * index + 1, isAccepted: index % 2 === 0 }))
    expect(connectionGroups(once)).toBeUndefined()
  })
})

function crossings(uses: readonly (readonly [number, number])[], isAccepted: (on: number, used: number) => boolean): readonly Crossing[] {
  return uses.map(([revokedOn, usedOn]) => ({ revokedOn, usedOn, isAccepted: isAccepted(revokedOn, usedOn) }))
}
