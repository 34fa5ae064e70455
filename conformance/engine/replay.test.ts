import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { UsageError } from '../errors.ts'
import { scenariosFor } from '../scenarios/index.ts'
import { parseReplay } from './replay.ts'

const scenarios = fc.constantFrom(...scenariosFor('any').map(({ id }) => id))
const paths = fc.array(fc.nat(50), { minLength: 1, maxLength: 6 }).map((parts) => parts.join(':'))
const commands = fc.option(fc.constantFrom('AAAB:C', 'AB+/:BBB'), { nil: undefined })

describe('a replay', () => {
  test('is read as a failure prints it', () => {
    fc.assert(
      fc.property(scenarios, fc.integer(), paths, commands, (scenario, seed, path, commandsPath) => {
        const text = [scenario, seed, path, ...(commandsPath === undefined ? [] : [commandsPath])].join(':')
        expect(parseReplay(text)).toEqual({ scenario, seed, path, ...(commandsPath === undefined ? {} : { commandsPath }) })
      }),
    )
  })

  test.each(['', 'lifecycle', 'lifecycle:1', 'lifecycle:x:0', 'no-such:1:0', 'lifecycle:1:0:', 'lifecycle:1:0 '])(
    '%j names no case, and is answered with what would',
    (text) => {
      expect(() => parseReplay(text)).toThrow(UsageError)
      expect(() => parseReplay(text)).toThrow(/SCENARIO:SEED:PATH.*lifecycle/)
    },
  )
})
