import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RunResult } from '../../conformance/engine/result.ts'
import { results } from '../testing/arbitrary-results.ts'
import { factsWith, findingWith, passed, requirementWith, resultOf, resultWith } from '../testing/results.ts'
import { plain } from './colours.ts'
import type { Detail } from './summary.ts'
import { summaryLines } from './summary.ts'

function shown(result: RunResult, detail: Detail = 'normal', width = 80): string {
  return summaryLines(result, { width, colours: plain, detail, files: ['reports/out/report.json'] }).join('\n')
}

test('no result can move the terminal', () => {
  fc.assert(
    fc.property(results, fc.constantFrom<Detail>('quiet', 'normal', 'verbose'), (result, detail) => {
      for (const line of summaryLines(result, { width: 80, colours: plain, detail, files: [] })) expect(line).not.toMatch(/\p{Cc}/u)
    }),
  )
})

test('a conformant run opens with its verdict and ends with where the reports are', () => {
  expect(shown(resultWith())).toMatchInlineSnapshot(`
    "
    CONFORMANT  Every promise of the contract was kept.

               passed  failed  not exercised
    existence       1       0              0
    in all          1       0              0

    Readings of the contract that were observed
      repeat=201  foreign=403

    http://127.0.0.1:4010: 612 requests, 61 tokens, 4.2 s, seed 42, profile quick
    64 races: 3.8 % is the chance that they miss a defect of one race in twenty

    Reports
      reports/out/report.json
    "
  `)
})

describe('a run with failures', () => {
  const failed = resultOf(
    findingWith(),
    findingWith({ requirement: 'http/www-authenticate', level: 'should', got: 'none', expected: 'a challenge' }),
  )

  test('opens with its verdict, and says it again at the end', () => {
    const lines = shown(failed).trim().split('\n')
    expect(lines[0]).toBe('NOT CONFORMANT  A promise was broken.')
    expect(lines.at(-1)).toBe(lines[0])
  })

  test('shows what failed before everything else', () => {
    const text = shown(failed)
    expect(text.indexOf('✗ finality/revoked-is-rejected')).toBeLessThan(text.indexOf('! http/www-authenticate'))
  })

  test('tells those that are explained alike together, the most often seen first, and the explanation once', () => {
    const hint = 'Accepted 9 of 9 times, and 0 of 9 times otherwise.'
    const text = shown(
      resultOf(
        findingWith({ requirement: 'finality/revoked-cannot-revoke', hint, count: 2 }),
        findingWith({ requirement: 'finality/other' }),
        findingWith({ requirement: 'finality/revoked-is-rejected', hint, count: 9 }),
      ),
    )
    expect(text.match(/^✗ \S+/gm)).toEqual(['✗ finality/revoked-is-rejected', '✗ finality/revoked-cannot-revoke', '✗ finality/other'])
    expect(text.split(hint)).toHaveLength(2)
    expect(text).toContain('hint      As of finality/revoked-is-rejected above: one cause is likely.')
  })

  test('gives each warning one line', () => {
    expect(shown(failed)).toContain('1 warning (never fail the gate)\n  ! http/www-authenticate (should): expected a challenge, got none\n')
  })

  test('is no more than verdict and failures when quiet', () => {
    const text = shown(failed, 'quiet')
    expect(text).toContain('✗ finality/revoked-is-rejected')
    expect(text).not.toContain('http/www-authenticate')
    expect(text).not.toContain('in all')
  })
})

test('what was not exercised is listed under its reason, with its level and whether it was allowed', () => {
  const verdict = (allowed: boolean) => ({ kind: 'not exercised', reason: 'no outsider could be issued', allowed }) as const
  const text = shown(
    resultWith({
      requirements: [
        requirementWith({ id: 'authorization/a', verdict: verdict(true) }),
        requirementWith({ id: 'authorization/b', level: 'should', verdict: verdict(false) }),
      ],
    }),
  )
  expect(text).toContain(
    'Not exercised\n  - no outsider could be issued:\n      authorization/a (must, allowed), authorization/b (should)\n',
  )
})

test('when most of the suite was not exercised for one reason, families stand for it, unless everything is asked for', () => {
  const requirements = Array.from({ length: 20 }, (_, n) =>
    requirementWith({
      id: `${n < 15 ? 'finality' : 'http'}/a-${n}`,
      verdict: { kind: 'not exercised', reason: 'nothing was sent', allowed: false },
    }),
  )
  expect(shown(resultWith({ requirements }))).toContain('  - nothing was sent:\n      15 of finality, 5 of http; --verbose names them\n')
  expect(shown(resultWith({ requirements }), 'verbose')).toContain('finality/a-14 (must)')
})

test('each family has its row, and all of them a total', () => {
  const text = shown(
    resultWith({
      requirements: [
        requirementWith({ id: 'finality/a', verdict: { kind: 'failed', exercised: 1, findings: [findingWith()] } }),
        requirementWith({ id: 'finality/b', verdict: passed() }),
        requirementWith({ id: 'http/c', verdict: { kind: 'not exercised', reason: 'x', allowed: false } }),
      ],
    }),
  )
  expect(text).toContain(
    [
      '          passed  failed  not exercised',
      'finality       1       1              0',
      'http           0       0              1',
      'in all         1       1              1',
    ].join('\n'),
  )
})

test('a judge that broke is called a fault of the suite, and counted', () => {
  const text = shown(resultWith({ requirements: [requirementWith({ verdict: { kind: 'errored', message: 'x is undefined' } })] }))
  expect(text).toContain('Not judged: the suite itself went wrong, please report it\n  - finality/revoked-is-rejected: x is undefined')
  expect(text).toMatch(/passed {2}failed {2}not exercised {2}errored/)
})

test('tokens left over, notices, readings and a declared delay are said', () => {
  const text = shown(
    resultWith({
      leftovers: [{ alias: 'manager-1', reason: 'it may not revoke itself' }],
      notices: ['The target closes idle connections.'],
      readings: { repeat: ['201'], foreign: ['403', '404'] },
      run: factsWith({ propagation: 1500 }),
    }),
  )
  expect(text).toContain('1 token could not be revoked at the end\n  manager-1: it may not revoke itself')
  expect(text).toContain('Notices\n  The target closes idle connections.')
  expect(text).toContain('repeat=201  foreign=403|404')
  expect(text).toContain('Declared: a revocation holds only after 1.5 s')
})

test('a failure that the baseline knows is a line among the warnings', () => {
  const text = shown(resultOf(findingWith({ known: true })))
  expect(text).toContain('1 warning (never fail the gate)\n  ! finality/revoked-is-rejected (known): expected 401')
  expect(text).not.toContain('✗')
})

test('latencies are told to those who ask for everything', () => {
  expect(shown(resultWith())).not.toContain('p95')
  expect(shown(resultWith(), 'verbose')).toContain('  201    100  p50 1 ms, p95 3 ms, p99 8 ms')
})
