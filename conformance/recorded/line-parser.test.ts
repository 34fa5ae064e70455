import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Exchange } from '../history/events.ts'
import { correctHistories } from '../testing/arbitrary-history.ts'
import { LineParser } from './line-parser.ts'

const parsed = (lines: readonly string[]): unknown[] => {
  const parser = new LineParser()
  return lines.map((line) => parser.parse(Buffer.from(line)))
}

test('a line is what JSON.parse makes of it, whatever came before', () =>
  fc.assert(
    fc.property(correctHistories(), ({ history }) => {
      const lines = history.events.map((event) => JSON.stringify(event))
      expect(parsed([...lines, ...lines])).toStrictEqual([...lines, ...lines].map((line) => JSON.parse(line) as unknown))
    }),
  ))

/** What a line may hold where a careless cut would take it for the answer of an exchange. */
const piece = fc.oneof(
  { depthSize: 'small' },
  fc.constantFrom(
    '1',
    '"⟦a⟧"',
    '{}',
    '{"response":{"a":1},"failure":null}',
    '"\\",\\"response\\":{"',
    '{"a":1,"response":{},"failure":null}',
  ),
)
const lines = fc
  .array(fc.tuple(fc.constantFrom('kind', 'request', 'response', 'failure'), fc.oneof(piece, fc.constant('null'))), { maxLength: 6 })
  .chain((pairs) => {
    const text = `{${pairs.map(([key, value]) => `"${key}":${value}`).join()}}`
    return fc.oneof(
      fc.constant(text),
      fc.nat(text.length).map((length) => text.slice(0, length)),
      fc.constant(`[1${text.slice(1)}`),
    )
  })

test('a line of any other form is what JSON.parse makes of it, or refused as it would be', () =>
  fc.assert(
    fc.property(fc.array(lines, { minLength: 1, maxLength: 4 }), (all) => {
      const parser = new LineParser()
      for (const line of all) expect(outcomeOf(() => parser.parse(Buffer.from(line)))).toStrictEqual(outcomeOf(() => JSON.parse(line)))
    }),
    { numRuns: 1000 },
  ))

describe('answers', () => {
  const line = (id: number, text: string): string =>
    `{"kind":"exchange","id":${id},"request":{"target":"/${id}"},"response":{"status":404,"body":{"text":${JSON.stringify(text)}}},"failure":null}`

  test('that are alike are one object, and others are their own', () => {
    const [one, same, other] = parsed([line(1, 'nothing ⟦x⟧'), line(2, 'nothing ⟦x⟧'), line(3, 'nothing')]) as Exchange[]
    expect(same?.response).toBe(one?.response)
    expect(other?.response).toEqual({ status: 404, body: { text: 'nothing' } })
  })

  test('are as they were also when more have come than are remembered', () => {
    const many = Array.from({ length: 10_000 }, (_, id) => line(id, String(id % 7_000)))
    expect(parsed(many)).toStrictEqual(many.map((each) => JSON.parse(each) as unknown))
  })
})

function outcomeOf(act: () => unknown): unknown {
  try {
    return act()
  } catch (error) {
    return String(error)
  }
}
