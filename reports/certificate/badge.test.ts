import fc from 'fast-check'
import { expect, test } from 'vitest'
import { badgeOf } from './badge.ts'
import type { Standing } from './statement/standing.ts'

const standings: fc.Arbitrary<Standing> = fc.record({
  subject: fc.string({ unit: 'binary', maxLength: 30 }),
  conclusion: fc.constant('CONFORMANT'),
  class: fc.constantFrom('self-declared', 'witnessed', 'run by the certifier'),
  propagation: fc.constantFrom(0, 1, 1500, 5000),
  isProvisional: fc.boolean(),
  mock: fc.constantFrom(null, 'dayzero-contract/0.1.0'),
  signer: fc.constant('a'.repeat(64)),
  certifier: fc.constantFrom(null, 'b'.repeat(64)),
  countersignedAt: fc.constant(null),
  recheckedAt: fc.constant(null),
  attempts: fc.constant(null),
  witnessed: fc.constant(null),
})

test('a badge is plain only for a final certificate that a certifier watched or ran, of a real target, with immediate propagation', () => {
  fc.assert(
    fc.property(standings, (standing) => {
      const isPlain = badgeOf(standing).includes('aria-label="Day Zero contract: conformant"')
      const { class: kind, propagation, isProvisional, mock } = standing
      expect(isPlain).toBe(kind !== 'self-declared' && propagation === 0 && !isProvisional && mock === null)
    }),
  )
})

test('what a subject calls itself is never markup in a badge', () => {
  fc.assert(
    fc.property(standings, fc.constantFrom('<script>alert(1)</script>', '"><image href="x"/>', ']]>&'), (standing, name) => {
      const tags = badgeOf({ ...standing, subject: name }).match(/<[a-zA-Z/][^>]*>/g)
      expect(tags).toEqual(badgeOf({ ...standing, subject: 'acme@1' }).match(/<[a-zA-Z/][^>]*>/g))
    }),
  )
})

test('its form stays as it is: an older bundle holds the badge of its day', () => {
  const standing: Standing = {
    subject: 'acme-tokens@2.4.0',
    conclusion: 'CONFORMANT',
    class: 'witnessed',
    propagation: 0,
    isProvisional: false,
    mock: null,
    signer: 'a'.repeat(64),
    certifier: 'b'.repeat(64),
    countersignedAt: null,
    recheckedAt: null,
    attempts: null,
    witnessed: null,
  }
  expect(badgeOf(standing)).toMatchInlineSnapshot(`
    "<svg xmlns="http://www.w3.org/2000/svg" width="217" height="20" role="img" aria-label="Day Zero contract: conformant">
      <title>Day Zero contract: conformant. acme-tokens@2.4.0, signed by key aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, countersigned by key bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb</title>
      <clipPath id="r"><rect width="217" height="20" rx="3"/></clipPath>
      <g clip-path="url(#r)">
        <rect width="133" height="20" fill="#3c4043"/>
        <rect x="133" width="84" height="20" fill="#1e7b34"/>
      </g>
      <g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11" text-anchor="middle">
        <text x="66.5" y="14" textLength="119">Day Zero contract</text>
        <text x="175" y="14" textLength="70">conformant</text>
      </g>
    </svg>
    "
  `)
})
