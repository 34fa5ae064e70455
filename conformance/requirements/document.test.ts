import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { requirements } from './catalogue.ts'
import { requirementsDocument } from './document.ts'

describe('conformance/REQUIREMENTS.md', () => {
  test('is current; otherwise `npm run requirements` writes it anew', () => {
    expect(readFileSync(new URL('../REQUIREMENTS.md', import.meta.url), 'utf8')).toBe(requirementsDocument())
  })

  test('names every requirement once, in the order of the catalogue', () => {
    const headings = [...requirementsDocument().matchAll(/^### (.+)$/gm)].map(([, id]) => id)
    expect(headings).toEqual(requirements.map(({ id }) => id))
  })

  test('shows level, sentence, quote and place of each', () => {
    const only = requirements.filter(({ id }) => id === 'authentication/scheme-is-case-insensitive')
    const entry = [
      '### authentication/scheme-is-case-insensitive',
      '',
      '**should** · The scheme Bearer is recognised in any case.',
      '',
      '> It uses a case-insensitive token to identify the authentication scheme',
      '>',
      '> [RFC 9110, section 11.1](https://www.rfc-editor.org/rfc/rfc9110#section-11.1)',
    ]
    expect(requirementsDocument(only)).toContain(entry.join('\n'))
  })

  test('counts them by level', () => {
    const count = (level: string): string => String(requirements.filter((requirement) => requirement.level === level).length)
    for (const level of ['must', 'should', 'may']) expect(requirementsDocument()).toContain(`| ${level} | ${count(level)} |`)
  })
})
