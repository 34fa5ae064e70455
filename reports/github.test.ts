import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RunEvent } from '../conformance/engine/result.ts'
import { annotationsOf, githubWriter } from './github.ts'
import { results } from './testing/arbitrary-results.ts'
import { findingWith, resultOf, resultWith } from './testing/results.ts'

describe('annotations', () => {
  test('are one command each, whatever a target sent', () => {
    fc.assert(
      fc.property(results, (result) => {
        for (const annotation of annotationsOf(result)) {
          expect(annotation).toMatch(/^::(error|warning) title=dayzero-contract%3A [^:,]*::[^\r\n]*$/)
        }
      }),
    )
  })

  test('are no more than GitHub shows', () => {
    const failures = Array.from({ length: 30 }, (_, n) => findingWith({ requirement: `finality/a-${n}` }))
    const warnings = Array.from({ length: 30 }, (_, n) => findingWith({ requirement: `http/b-${n}`, level: 'should' }))
    expect(annotationsOf(resultOf(...failures, ...warnings))).toHaveLength(20)
  })

  test('say what is wrong and how to see it again', () => {
    expect(annotationsOf(resultOf(findingWith({ got: '100% of "ok"' })))).toEqual([
      '::error title=dayzero-contract%3A finality/revoked-is-rejected::A revoked token is rejected on every later request: expected 401 Unauthorized, got 100%25 of "ok"%0AReplay: dayzero-contract check --target http://127.0.0.1:4010 --provisioner http://127.0.0.1:4010/_mock/tokens --replay model:42:7:2:1',
    ])
  })

  test('say what distinguishes the requests that went wrong', () => {
    expect(annotationsOf(resultOf(findingWith({ hint: 'Only on kept connections.' })))[0]).toContain(
      '%0AOnly on kept connections.%0AReplay: ',
    )
  })

  test('say that there was no conclusion', () => {
    expect(annotationsOf(resultWith({ outcome: 'no conclusion', headline: 'The target cannot be reached.' }))).toEqual([
      '::error title=dayzero-contract%3A no conclusion::The target cannot be reached.',
    ])
  })
})

test('the runner takes no command from the log until the run has ended', async () => {
  let log = ''
  let summary = ''
  const writer = githubWriter({
    log: { write: (text: string) => (log += text) },
    summarise: async (markdown) => void (summary = markdown),
    token: 'a1b2',
  })
  expect(log).toBe('::stop-commands::a1b2\n')
  const finished: RunEvent = { kind: 'finished', result: resultOf(findingWith()) }
  await writer.on(finished)
  expect(log).toBe('::stop-commands::a1b2\n')
  await writer.close()
  expect(log).toMatch(/^::stop-commands::a1b2\n\n::a1b2::\n::error /)
  expect(summary).toMatch(/^## ❌ dayzero-contract: not conformant/)
})
