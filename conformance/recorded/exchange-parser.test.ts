import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Exchange, HistoryEvent } from '../history/events.ts'
import { correctHistories } from '../testing/arbitrary-history.ts'
import { eventProblem } from './event-problem.ts'
import { ExchangeParser } from './exchange-parser.ts'
import { damaged } from './testing/damaged.ts'

/** What a parser makes of lines; each is what `JSON.parse` makes of it and right by the schema, or is left to others. */
function parsed(lines: readonly (string | Buffer)[]): (Exchange | undefined)[] {
  const parser = new ExchangeParser()
  return lines.map((line) => {
    const exchange = parser.exchangeIn(Buffer.from(line))
    if (exchange === undefined) return undefined
    expect(exchange).toStrictEqual(JSON.parse(line.toString()))
    expect(eventProblem(exchange)).toBe(undefined)
    return exchange
  })
}

const linesOf = (events: readonly HistoryEvent[]): string[] => events.map((event) => JSON.stringify(event))

test('every exchange that was answered is read as JSON.parse reads it, whatever came before, and nothing else', () =>
  fc.assert(
    fc.property(correctHistories(), ({ history: { events } }) => {
      const isRead = (event: HistoryEvent): boolean =>
        event.kind === 'exchange' && event.response !== null && event.failure === null && event.request.raw === undefined
      const read = parsed([...linesOf(events), ...linesOf(events)]).map((exchange) => exchange !== undefined)
      expect(read).toEqual([...events, ...events].map(isRead))
    }),
    { numRuns: 50 },
  ))

test('what is wrong with an exchange by the schema is never overlooked, whatever came before', () =>
  fc.assert(
    fc.property(
      correctHistories().chain(({ history: { events } }) =>
        fc.tuple(fc.constant(events), fc.array(fc.constantFrom(...events).chain(damaged))),
      ),
      ([events, wrong]) => {
        parsed([...linesOf(events.slice(0, 50)), ...linesOf(wrong)])
      },
    ),
    { numRuns: 200 },
  ))

const head = '{"kind":"exchange","id":1,"scenario":"s","case":"c","door":"d","connection":1,"reused":false,"begin":0.5,"end":1e0'
const whole = `${head},"request":{"method":"POST","target":"/⟦a⟧","headers":[["A","b⟦c⟧"]],"body":{"text":"\\"","length":1},"framing":"length"},"response":{"status":404,"httpVersion":"1.1","headers":[["date","⟦x⟧"]],"body":{"text":"[]","length":2}},"failure":null}`

/** Pieces of an exchange, and what a careless cut would take for one. */
const pieces = [
  ...whole.split(/(?=,"|\},"|\],")/),
  ',"request":{"method":"',
  '","target":"',
  '","headers":[',
  '],"body":',
  '},"response":{',
  ',"failure":null}',
  ',"framing":"raw"',
  ',"__proto__":{"a":1}',
  ',"kind":"notice"',
  ',"id":"1"',
  '\\',
  '"',
  '{"a":[',
  ']',
  '}',
  '\ufffd',
  '\u0001',
]

test('a line that was cut, mended or made up of pieces is read as JSON.parse reads it, or not at all', () =>
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(whole.length), fc.nat(60), fc.array(fc.constantFrom(...pieces), { maxLength: 2 })), { maxLength: 4 }),
      (changes) => {
        const changed = changes.map(
          ([at, length, put]) => whole.slice(0, at) + put.join('') + whole.slice(at + (put.length === 0 ? length : 0)),
        )
        parsed([whole, ...changed, whole])
      },
    ),
    { numRuns: 5000 },
  ))

test('a line is read byte by byte: what is no UTF-8 is as JSON.parse has it', () =>
  fc.assert(
    fc.property(fc.nat(Buffer.byteLength(whole) - 1), fc.nat(255), (at, byte) => {
      const line = Buffer.from(whole)
      line[at] = byte
      parsed([whole, line])
    }),
    { numRuns: 1000 },
  ))

describe('exchanges', () => {
  const line = (id: number, text: string): string => whole.replace('"id":1', `"id":${id}`).replace('"[]"', JSON.stringify(text))

  test('share header fields, bodies and answers that are alike, and no others', () => {
    const [one, same, other] = parsed([line(1, '1⟦x⟧'), line(2, '1⟦x⟧'), line(3, '2')])
    expect(same?.response).toBe(one?.response)
    expect(same?.request).not.toBe(one?.request)
    expect(same?.request.headers).toBe(one?.request.headers)
    expect(same?.request.body).toBe(one?.request.body)
    expect(other?.response?.body).toEqual({ text: '2', length: 2 })
    expect(other?.response?.headers).toBe(one?.response?.headers)
  })

  test('are as they were also when more have come than are remembered', () => {
    const many = Array.from({ length: 300 }, (_, id) => line(id + 1, String(id % 200).padEnd(100_000)))
    expect(parsed(many).every((exchange) => exchange !== undefined)).toBe(true)
  })
})
