import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mint } from './mint.ts'
import { seededBytes } from './random.ts'
import { mayRevoke, revoked, standingOf } from './revocation.ts'
import type { Token, TokenKind } from './token.ts'
import { tokenKinds } from './token.ts'

const kinds = fc.constantFrom<TokenKind>(...tokenKinds)
const tokens: fc.Arbitrary<Token> = fc.tuple(kinds, fc.nat()).map(([kind, seed]) => mint(kind, 1, seededBytes(seed)).token)
const revocations = fc.record({ at: fc.nat(), by: fc.emailAddress(), reason: fc.option(fc.string()) })
const instants = fc.nat({ max: Date.UTC(2150) })

test('the first revocation wins, whatever follows it', () =>
  fc.assert(
    fc.property(tokens, fc.array(revocations, { minLength: 1 }), (token, [first, ...others]) => {
      const last = [first, ...others].reduce((before, revocation) => revoked(before, revocation as never), token)
      expect(last.revocation).toEqual(first)
    }),
  ))

test('nothing but the revocation changes', () =>
  fc.assert(
    fc.property(tokens, revocations, (token, revocation) => {
      const { revocation: _, ...rest } = revoked(token, revocation)
      expect(rest).toEqual(token)
    }),
  ))

test('a revoked token is revoked at every instant, expired or not', () =>
  fc.assert(
    fc.property(tokens, revocations, instants, (token, revocation, now) => {
      expect(standingOf(revoked(token, revocation), now)).toBe('revoked')
    }),
  ))

test('a token that has expired stays expired', () =>
  fc.assert(
    fc.property(tokens, instants, fc.nat(), (token, now, later) => {
      fc.pre(standingOf(token, now) === 'expired')
      expect(standingOf(token, now + later)).toBe('expired')
    }),
  ))

test('only managers may revoke others, and everyone themselves', () =>
  fc.assert(
    fc.property(tokens, tokens, (caller, target) => {
      expect(mayRevoke(caller, target)).toBe(caller.kind === 'manager' || caller.id === target.id)
    }),
  ))
