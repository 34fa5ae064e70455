import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { history } from '../testing/history.ts'
import { counterexampleWith, findingWith, requirementWith, resultOf, resultWith, stepWith } from '../testing/results.ts'
import { results } from '../testing/arbitrary-results.ts'
import { pageOf } from './page.ts'

describe('whatever the result', () => {
  test('nothing in it becomes an element or an attribute of the page', () => {
    const known = new Set(elementsIn(pageOf({ result: resultOf(findingWith()), history: [] })))
    fc.assert(
      fc.property(results, (result) => {
        const page = pageOf({ result, history: [] })
        const body = page.slice(page.indexOf('<body>'), page.indexOf('<script'))
        for (const element of elementsIn(body))
          expect([...known, 'blockquote', 'article', 'ol', 'b', 'mark', 'svg', 'rect']).toContain(element)
        expect(page.match(/<script/g)).toHaveLength(1)
        expect(body).not.toMatch(/<[^>]*\s(on\w+|style|src)=/)
      }),
    )
  })

  test('every link stays on the page', () => {
    fc.assert(
      fc.property(results, (result) => {
        for (const [, href] of pageOf({ result, history: [] }).matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^#/)
      }),
    )
  })
})

test('opens with the verdict, then what failed, then the rest', () => {
  const page = pageOf({ result: resultOf(findingWith(), findingWith({ requirement: 'http/x', level: 'should' })), history: [] })
  const places = ['<h1>Not conformant</h1>', 'id="failures"', 'id="remarks"', 'id="requirements"', 'id="coverage"', 'id="environment"'].map(
    (part) => page.indexOf(part),
  )
  expect(places).not.toContain(-1)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
})

test('shows bytes that are no request as they went over the wire', () => {
  const request = { framing: 'raw' as const, raw: { text: 'POST /a b HTTP/1.1\r\n\r\n', length: 24 }, shape: 'a blank in the path' }
  const events = history.map((event) => (event.kind === 'exchange' ? { ...event, request: { ...event.request, ...request } } : event))
  const page = pageOf({ result: resultOf(findingWith()), history: events })
  expect(page).toContain('(bytes that are no HTTP request: a blank in the path)')
  expect(page).toContain('POST /a b HTTP/1.1\\r\n')
})

describe('a run that went wrong in every way', () => {
  const steps = Array.from({ length: 5000 }, (_, index) => stepWith({ exchange: 7, begin: index, end: index + 1 }))
  const findings = Array.from({ length: 500 }, (_, index) =>
    findingWith({ key: String(index), counterexample: counterexampleWith({ steps }) }),
  )
  const verdict = { kind: 'failed' as const, exercised: 1, findings }
  const requirements = Array.from({ length: 20 }, (_, index) => requirementWith({ id: `finality/${index}`, verdict }))
  const page = pageOf({ result: resultWith({ requirements }), history })

  test('is a page under 5 MB that says what it leaves out', () => {
    expect(Buffer.byteLength(page)).toBeLessThan(5_000_000)
    expect(page).toContain('And 480 more findings, which report.json holds.')
    expect(page).toContain('… 4940 steps between, which report.json holds')
    expect(page).toContain('for want of room')
  })

  test('shows every requirement that failed, and the first sequences to their ends', () => {
    for (const { id } of requirements) expect(page).toContain(`id="failure/${id}"`)
    expect(page).toMatch(/<li value="5000" class="breach">/)
  })
})

test('a text of 10 MB is shown as its beginning and its length', () => {
  const page = pageOf({ result: resultWith({ headline: 'ok', notices: ['x'.repeat(10_000_000)] }), history: [] })
  expect(page.length).toBeLessThan(100_000)
  expect(page).toContain('9,999,000 more characters')
})

test('allows nothing but its own style and script', () => {
  const [, policy = ''] = /content="([^"]*default-src[^"]*)"/.exec(pageOf({ result: resultWith(), history: [] })) ?? []
  expect(policy).toMatch(
    /^default-src &#39;none&#39;; style-src &#39;sha256-[^ ]+&#39;; script-src &#39;sha256-[^ ]+&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;$/,
  )
})

function elementsIn(page: string): readonly string[] {
  return [...new Set([...page.matchAll(/<([a-z][a-z0-9]*)/g)].map(([, name = '']) => name))]
}
