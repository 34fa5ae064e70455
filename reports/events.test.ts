import { expect, test } from 'vitest'
import type { RunEvent } from '../conformance/engine/result.ts'
import { eventsWriter } from './events.ts'
import { reportOf } from './json.ts'
import { history } from './testing/history.ts'
import { inMemory } from './testing/memory.ts'
import { findingWith, requirementWith, resultOf } from './testing/results.ts'

test('every event is a line, as it happens, and the last one holds the report', async () => {
  const { id, level, title, source } = requirementWith()
  const result = resultOf(findingWith())
  const started: RunEvent = {
    kind: 'started',
    seed: 42,
    profile: 'quick',
    target: 'http://x',
    requirements: [{ id, level, title, source, judge: () => ({ exercised: 0, findings: [] }) }],
    scenarios: ['model'],
  }
  const events: readonly RunEvent[] = [
    started,
    ...history.map((event): RunEvent => ({ kind: 'history', event })),
    { kind: 'finding', finding: findingWith(), elapsed: 12, requests: 3 },
    { kind: 'finished', result },
  ]
  const destination = inMemory()
  const writer = eventsWriter(destination)
  for (const event of events) await writer.on(event)
  await writer.close()
  const lines = destination.text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as object)
  expect(lines).toHaveLength(events.length)
  expect(lines[0]).toEqual({ ...started, requirements: [{ id, level, title, source }] })
  expect(lines[1]).toEqual({ kind: 'history', event: history[0] })
  expect(lines.at(-1)).toEqual({ kind: 'finished', report: JSON.parse(JSON.stringify(reportOf(result))) as object })
})
