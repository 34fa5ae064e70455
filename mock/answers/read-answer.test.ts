import fc from 'fast-check'
import { expect, test } from 'vitest'
import { networkFaults } from '../switches/network.ts'
import { checkOrders } from './check-orders.ts'
import { readAnswer } from './read-answer.ts'

const words = fc.stringMatching(/^[^,]+$/)
const conditions = fc.record(
  { target: words, caller: words, method: words, path: words, reason: fc.stringMatching(/^[^,]*$/) },
  { requiredKeys: [] },
)

test('what is written is what is read, and the control API would take it', () =>
  fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.integer({ min: 200, max: 599 }), fc.constantFrom(...Object.keys(networkFaults))),
      fc.option(fc.integer({ min: 1, max: 1_000_000 }), { nil: undefined }),
      conditions,
      fc.option(fc.integer({ min: 0, max: 600_000 }), { nil: undefined }),
      async (what, times, match, wait) => {
        const pairs = Object.entries({ ...match, ...(wait === undefined ? {} : { wait }) }).map(([name, value]) => `,${name}=${value}`)
        const order = readAnswer(`${what}${times === undefined ? '' : `:${times}`}${pairs.join('')}`)
        const answer = { ...(typeof what === 'number' ? { status: what } : { network: what }), ...(wait === undefined ? {} : { wait }) }
        expect(order).toEqual({ match, answer, ...(times === undefined ? {} : { times }) })
        await expect(checkOrders([order])).resolves.toBeUndefined()
      },
    ),
  ))

test.each([
  ['503,caller=', { match: { caller: null }, answer: { status: 503 } }],
  ['503,header=X-Case: 7,header=x-note:a=b', { match: { headers: { 'X-Case': '7', 'x-note': 'a=b' } }, answer: { status: 503 } }],
  ['{"answer": {"body": [1, 2]}, "times": 2}', { answer: { body: [1, 2] }, times: 2 }],
])('%s', (text, order) => {
  expect(readAnswer(text)).toEqual(order)
})

test.each([
  '',
  'x',
  '503:',
  '503:x',
  '503,',
  '503,target',
  '503,target=',
  '503,status=503',
  '503,wait=soon',
  '503,header=x',
  'toString',
  '{',
])('%j is refused with a sentence', (text) => {
  expect(() => readAnswer(text)).toThrow(/^The forced answer .*\.$/)
})
