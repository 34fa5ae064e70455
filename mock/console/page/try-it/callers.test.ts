import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ListedToken, TokenKind } from '../../../control/generated/types.ts'
import { callerAmong, callersAmong } from './callers.ts'

const kinds = fc.array(fc.constantFrom<TokenKind>('manager', 'outsider', 'revocable', 'expired'), { minLength: 1, maxLength: 300 })

test('of however many tokens, those to choose from are of every kind there is, hold the chosen one, and are about a hundred', () => {
  fc.assert(
    fc.property(kinds, fc.nat(), (all, at) => {
      const tokens = all.map((kind, index) => ({ kind, id: `${kind} ${index}` }) as ListedToken)
      const secrets = new Map(tokens.map(({ id }) => [id, 'secret']))
      const chosen = tokens[at % tokens.length]?.id
      const callers = callersAmong(tokens, secrets, chosen)
      expect(new Set(callers.map(({ kind }) => kind))).toEqual(new Set(all))
      expect(callerAmong(callers, chosen)).toBe(chosen)
      expect(callers.length).toBeLessThanOrEqual(105)
      expect(callers).toEqual(tokens.filter((token) => callers.includes(token)))
    }),
  )
})

test('a caller whose secret the page does not know, or who is gone, gives way to the first manager, else to nobody', () => {
  const tokens = ['outsider', 'manager', 'manager'].map((kind, index) => ({ kind, id: String(index) }) as ListedToken)
  const chosenOf = (chosen: string, ...known: string[]): string =>
    callerAmong(callersAmong(tokens, new Map(known.map((id) => [id, 'secret'])), chosen), chosen)
  expect(chosenOf('1', '0', '2')).toBe('2')
  expect(chosenOf('gone', '0', '1', '2')).toBe('1')
  expect(chosenOf('1', '0')).toBe('nobody')
  expect(chosenOf('made-up', '1')).toBe('made-up')
})
