import { expect, test } from 'vitest'
import { ansi, coloursFor, plain } from './colours.ts'

test.each([
  ['a terminal', true, {}, ansi],
  ['a pipe', false, {}, plain],
  ['a terminal with NO_COLOR', true, { NO_COLOR: '1' }, plain],
  ['a terminal with an empty NO_COLOR', true, { NO_COLOR: '' }, ansi],
  ['a dumb terminal', true, { TERM: 'dumb' }, plain],
  ['a pipe with FORCE_COLOR', false, { FORCE_COLOR: '1' }, ansi],
  ['a pipe with FORCE_COLOR and NO_COLOR', false, { FORCE_COLOR: '1', NO_COLOR: '1' }, ansi],
  ['a terminal with FORCE_COLOR=0', true, { FORCE_COLOR: '0' }, plain],
])('%s gets the colours it wants', (_, isTTY, env, colours) => {
  expect(coloursFor({ isTTY }, env)).toBe(colours)
})

test('colour changes nothing but colour', () => {
  expect(ansi.red('x')).toBe('\u001b[31mx\u001b[39m')
  expect(plain.red('x')).toBe('x')
})
