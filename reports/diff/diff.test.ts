import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { RunResult } from '../../conformance/engine/result.ts'
import { reportOf } from '../json.ts'
import { results } from '../testing/arbitrary-results.ts'
import { factsWith, findingWith, passed, requirementWith, resultOf, resultWith } from '../testing/results.ts'
import { plain } from '../terminal/colours.ts'
import { compare } from './compare.ts'
import { runDiff } from './run-diff.ts'
import { differenceLines, differenceMarkdown } from './show.ts'

const good = resultWith({ requirements: [requirementWith({ verdict: passed() })] })
const bad = resultOf(findingWith())
const nobodyLooked = resultWith({ requirements: [requirementWith({ verdict: { kind: 'not exercised', reason: 'x', allowed: false } })] })

test('a run does not differ from itself', () => {
  fc.assert(
    fc.property(results, (result) => {
      expect(compare(result, result)).toEqual({ broke: [], fixed: [], changed: [] })
    }),
  )
})

test('what broke one way is fixed the other way, where both runs looked at everything', () => {
  const judged = results.filter(({ requirements }) =>
    requirements.every(({ verdict }) => verdict.kind === 'passed' || verdict.kind === 'failed'),
  )
  fc.assert(
    fc.property(judged, (result) => {
      const others = { ...result, requirements: result.requirements.map((requirement) => ({ ...requirement, verdict: passed() })) }
      const subjects = (changes: readonly { readonly subject: string }[]) => changes.map(({ subject }) => subject)
      expect(subjects(compare(others, result).broke)).toEqual(subjects(compare(result, others).fixed))
    }),
  )
})

describe('a breach', () => {
  test('that is new broke', () => {
    expect(compare(good, bad).broke).toEqual([
      { subject: 'finality/revoked-is-rejected', before: 'passed', after: '404 with {"detail":"Resource not found"}' },
    ])
  })

  test('that is gone is fixed', () => {
    expect(compare(bad, good)).toMatchObject({ broke: [], fixed: [{ subject: 'finality/revoked-is-rejected', after: 'passed' }] })
  })

  test('that nobody looked for any more is not fixed, but something changed', () => {
    expect(compare(bad, nobodyLooked)).toEqual({
      broke: [],
      fixed: [],
      changed: [{ subject: 'finality/revoked-is-rejected', before: 'failed', after: 'not exercised' }],
    })
  })

  test('of another kind in a requirement that failed before broke, and the first one is fixed', () => {
    const { broke, fixed } = compare(bad, resultOf(findingWith({ key: 'another', got: '500' })))
    expect([broke.length, fixed.length]).toEqual([1, 1])
  })

  test('that a baseline knows breaks nothing', () => {
    expect(compare(good, resultOf(findingWith({ known: true }))).broke).toEqual([])
  })
})

describe('behind the same verdict', () => {
  test('another choice where the contract leaves one is told', () => {
    const changed = resultWith({ readings: { repeat: ['404'], foreign: ['403'] } })
    expect(compare(resultWith(), changed).changed).toEqual([{ subject: 'reading repeat', before: '201', after: '404' }])
  })

  test('a reading that was not observed says nothing', () => {
    expect(compare(resultWith(), resultWith({ readings: {} })).changed).toEqual([])
  })

  test('a reading may be called as a method of every object is', () => {
    const odd = resultWith({ readings: { toString: ['201'] } as unknown as RunResult['readings'] })
    expect(compare(odd, resultWith({ readings: {} })).changed).toEqual([])
  })

  test('answers that take twice as long are told, others are noise', () => {
    const after = (p50: number, count = 100) => resultWith({ run: factsWith({ statuses: { 201: { count, p50, p95: 9, p99: 9 } } }) })
    expect(compare(resultWith(), after(60)).changed).toEqual([{ subject: 'latency of 201 (p50)', before: '1.2 ms', after: '60.0 ms' }])
    expect(compare(resultWith(), after(1.9)).changed).toEqual([])
    expect(compare(resultWith(), after(60, 3)).changed).toEqual([])
  })

  test('a new warning is told', () => {
    expect(compare(good, resultOf(findingWith({ level: 'should' }))).changed).toEqual([
      { subject: 'finality/revoked-is-rejected', before: 'no warning', after: 'warning: 404 with {"detail":"Resource not found"}' },
    ])
  })
})

describe('shown', () => {
  test('on a terminal, what broke first', () => {
    expect(differenceLines(compare(good, bad), 80, plain).join('\n')).toBe(
      ['Broke (1)', '  finality/revoked-is-rejected: passed → 404 with {"detail":"Resource not', '    found"}'].join('\n'),
    )
    expect(differenceLines(compare(good, good), 80, plain)).toEqual(['No difference.'])
  })

  test('as Markdown', () => {
    expect(differenceMarkdown(compare(good, bad))).toBe(
      '### Broke (1)\n\n- finality/revoked-is-rejected: ` passed ` → ` 404 with {"detail":"Resource not found"} `\n',
    )
  })

  test('without anything that moves a terminal', () => {
    fc.assert(
      fc.property(results, results, (before, after) => {
        for (const line of differenceLines(compare(before, after), 80, plain)) expect(line).not.toMatch(/\p{Cc}/u)
      }),
    )
  })
})

test('the command fails where something broke, and only there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'diff-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const [before, after] = [join(folder, 'before.json'), join(folder, 'after.json')]
  await writeFile(before, JSON.stringify(reportOf(good)))
  await writeFile(after, JSON.stringify(reportOf(bad)))
  let said = ''
  const stdout = { write: (text: string) => (said += text) } as unknown as NodeJS.WriteStream
  const surroundings = { stdout, stderr: stdout, env: {} }
  expect(await runDiff(before, after, {}, surroundings)).toBe(1)
  expect(await runDiff(after, before, { markdown: true }, surroundings)).toBe(0)
  expect(said).toMatch(/^Broke \(1\)[^]*### Fixed \(1\)/)
})
