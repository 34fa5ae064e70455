import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ReportedFinding } from '../../conformance/engine/result.ts'
import type { Failure } from '../findings.ts'
import { failuresOf } from '../findings.ts'
import { results } from '../testing/arbitrary-results.ts'
import { counterexampleWith, findingWith, requirementWith, resultOf, stepWith } from '../testing/results.ts'
import { ansi, plain } from './colours.ts'
import { failureLines } from './failure.ts'
import { rowsOf } from './layout.ts'

const width = 80

function failureOf(...[first, ...rest]: readonly [ReportedFinding, ...ReportedFinding[]]): Failure {
  return { requirement: requirementWith(), findings: [first, ...rest] }
}

function shown(finding: ReportedFinding, ...others: readonly ReportedFinding[]): string {
  return failureLines(failureOf(finding, ...others), width, plain, false).join('\n')
}

describe('one failure', () => {
  test('fits on a screen of 24 rows and 80 columns, whatever was found', () => {
    fc.assert(
      fc.property(results, (result) => {
        for (const failure of failuresOf(result)) {
          for (const like of [undefined, failure]) {
            const lines = failureLines(failure, width, ansi, false, like).map(stripVTControlCharacters)
            expect(lines.reduce((rows, line) => rows + rowsOf(line, width), 0)).toBeLessThanOrEqual(24)
          }
        }
      }),
    )
  })

  test('is not moved by what the target sent', () => {
    fc.assert(
      fc.property(results, fc.boolean(), (result, whole) => {
        for (const failure of failuresOf(result)) {
          for (const line of failureLines(failure, width, plain, whole)) expect(line).not.toMatch(/\p{Cc}/u)
        }
      }),
    )
  })

  test('says the promise, where it stands, what was expected, what came, how, and the command that shows it again', () => {
    expect(shown(findingWith({ hint: 'A cache may still know the token.' }))).toMatchInlineSnapshot(`
      "✗ finality/revoked-is-rejected (must, seen 3 times)
        A revoked token is rejected on every later request
        “The token is added to a blacklist and will be rejected on all future
        requests.”
        — contract #/paths/~1api~1v1~1tokens~1{token_id}~1revoke/post/description

        expected  401 Unauthorized
        got       404 with {"detail":"Resource not found"}
        hint      A cache may still know the token.

         1  +0 ms     manager-1 revokes revocable-7: 201 "revoked_at": "2026-…"
         2  +28 ms    revocable-7 revokes an unknown token: 404

        curl -sS -X POST "$TARGET/api/v1/tokens/$REVOCABLE_7_ID/revoke" -H "Authorization: Bearer $MANAGER_1"
        curl -sS -X POST "$TARGET/api/v1/tokens/6f0c2a8e-59d5-4c0b-8d47-0a4f7f1f5d10/revoke" -H "Authorization: Bearer $REVOCABLE_7"

        replay    dayzero-contract check --target http://127.0.0.1:4010 --provisioner http://127.0.0.1:4010/_mock/tokens --replay model:42:7:2:1"
    `)
  })

  test('counts its steps from the first', () => {
    const steps = [stepWith({ begin: 5000 }), stepWith({ begin: 5012.4, who: 'revocable-1', status: null })]
    const text = shown(findingWith({ counterexample: counterexampleWith({ steps }) }))
    expect(text).toContain('1  +0 ms')
    expect(text).toContain('2  +12 ms    revocable-1 revokes revocable-1: no answer')
  })

  test('keeps the first step and the last ones when there are many', () => {
    const steps = Array.from({ length: 40 }, (_, exchange) => stepWith({ exchange, begin: exchange, what: `does thing ${exchange + 1}` }))
    const text = shown(findingWith({ counterexample: counterexampleWith({ steps }) }))
    expect(text).toContain('does thing 1:')
    expect(text).toMatch(/… 3\d steps between/)
    expect(text).toContain('does thing 40:')
  })

  test('never prints half a `curl` block: it is whole or it says where it is', () => {
    const curl = Array.from({ length: 30 }, (_, n) => `curl "$TARGET/${n}"`).join('\n')
    const text = shown(findingWith({ counterexample: counterexampleWith({ curl }) }))
    expect(text).not.toContain('curl "$TARGET')
    expect(text).toContain('--verbose prints it, report.json holds it')
  })

  test('names a second breach of the same requirement, and counts the rest', () => {
    const text = shown(findingWith(), findingWith({ key: 'b', got: 'no answer' }), findingWith({ key: 'c' }))
    expect(text).toContain('also      expected 401 Unauthorized, got no answer, and 1 more')
  })

  test('is shown whole, every breach of it, where everything is asked for', () => {
    const curl = Array.from({ length: 30 }, (_, n) => `curl "$TARGET/${n}"`).join('\n')
    const both = failureOf(findingWith({ counterexample: counterexampleWith({ curl }) }), findingWith({ got: 'no answer' }))
    const text = failureLines(both, width, plain, true).join('\n')
    expect(text).toContain('curl "$TARGET/29"')
    expect(text).toContain('got       no answer')
  })
})

test('a warning is no failure', () => {
  expect(failuresOf(resultOf(findingWith({ level: 'should' })))).toEqual([])
})
