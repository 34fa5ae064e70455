import { expect, test } from 'vitest'
import type { Outcome } from './matrix.mjs'
import { matrix, summaryOf } from './matrix.mjs'

const first = { requirement: 'finality/revoked-is-rejected', elapsed: 118, requests: 74 }

/** A fault that one requirement found; a test says what is different. */
function fault(name: string, changes: Partial<Outcome> = {}): Outcome {
  const found = { good: true, problem: '', failed: ['finality/revoked-is-rejected'], warned: [], findings: 1, first }
  return { name, kind: 'fault', seed: 1, early: false, family: 'finality', level: 'must', ...found, ...changes }
}

/** The lines below the legend and the head. */
function rowsOf(outcomes: readonly Outcome[], width = 120): readonly string[] {
  return matrix(outcomes, width).split('\n\n')[1]?.split('\n').slice(1) ?? []
}

test('a fault is one line: when and what was first broken, what else, and in brackets what only warned', () => {
  const failed = ['authentication/b', 'finality/a']
  const noop = fault('noop', { failed, first: { requirement: 'finality/a', elapsed: 5, requests: 12 }, warned: ['http/c'] })
  expect(rowsOf([noop])).toEqual(['finality', '  noop      5       12   finality/a  authentication/b  (http/c)'])
})

test('faults stand with their family, and lines that are too long go on below the first requirement', () => {
  const failed = ['finality/revoked-is-rejected', 'finality/stays-rejected']
  const late = { requirement: null, elapsed: 2400, requests: 1900 }
  const rows = rowsOf([fault('one'), fault('two', { family: 'http', failed, first: late }), fault('three', { failed })], 60)
  expect(rows).toEqual([
    'finality',
    '  one      118       74   finality/revoked-is-rejected',
    '  three    118       74   finality/revoked-is-rejected',
    '                          finality/stays-rejected',
    'http',
    '  two     2400     1900*  finality/revoked-is-rejected',
    '                          finality/stays-rejected',
  ])
})

test('several seeds of a fault are one line with their medians, and one that went badly marks it', () => {
  const at = (seed: number, elapsed: number): Outcome => fault('noop', { seed, first: { ...first, elapsed, requests: elapsed } })
  const survived = fault('noop', { seed: 4, good: false, failed: [], first: null, problem: 'survived' })
  expect(rowsOf([at(1, 10), at(2, 500), at(3, 20), survived])).toEqual([
    'finality',
    '✗ noop     20       20   finality/revoked-is-rejected',
  ])
  expect(rowsOf([survived])[1]).toBe('✗ noop      –        –   nothing')
})

test('the legend says when runs were ended early', () => {
  expect(matrix([fault('one', { early: true }), fault('two')], 80)).toContain('1 of 2 runs were ended')
  expect(matrix([fault('two')], 80)).not.toContain('ended')
  expect(matrix([fault('as it is', { kind: 'fair' })], 80)).toBe('')
})

test('the summary counts what was found and the findings of whole runs, and names what nothing broke', () => {
  const fair = fault('as it is', { kind: 'fair', failed: [], good: false, problem: 'accused' })
  const outcomes = [fault('one'), fault('two', { early: true, findings: 7 }), fair]
  const of = { requirements: ['finality/revoked-is-rejected', 'http/a', 'http/b'], duration: 4000, width: 20 }
  expect(summaryOf(outcomes, of)).toEqual({
    bad: true,
    text: [
      'faults     2 of 2 found by a requirement of their own family',
      'fair       0 of 1 mocks that keep the contract passed',
      'broken     1 of 3 requirements by at least one fault',
      'unbroken   http/a',
      '           http/b',
      'findings   of level must in a whole run: 1 in 1 runs',
      'sooner     first finding after 118 ms and 74 requests (median)',
      '           within 500 requests for 2 of 2 of level must',
      'time       4 s',
      '✗ as it is (seed 1): accused',
    ].join('\n'),
  })
  expect(summaryOf([fault('one')], { requirements: [], duration: 0, width: 80 })).toMatchObject({ bad: false })
})

test('more than one in ten of the faults of level must after 500 requests is bad, where every fault was tried', () => {
  const at = (requests: number, name = `after ${requests}`): Outcome => fault(name, { first: { ...first, requests } })
  const nine = Array.from({ length: 9 }, (_, index) => at(500, `soon ${index}`))
  const of = { requirements: ['finality/revoked-is-rejected'], duration: 0, width: 80 }
  const should = fault('a warning', { level: 'should', first: { ...first, requests: 1900 } })
  expect(summaryOf([...nine, at(501), should], of)).toMatchObject({ bad: false, text: expect.stringContaining('later      after 501\n') })
  const late = [...nine, at(501), fault('never', { first: null })]
  expect(summaryOf(late, of)).toMatchObject({ bad: true, text: expect.stringContaining('✗ more than one in ten') })
  expect(summaryOf(late, { ...of, requirements: [] })).toMatchObject({ bad: false })
})
