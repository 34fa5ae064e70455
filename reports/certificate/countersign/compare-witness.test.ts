import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Exchange } from '../../../conformance/index.ts'
import { History } from '../../../conformance/index.ts'
import { Story } from '../../../conformance/testing/story.ts'
import { witnessProblems } from './compare-witness.ts'

const story = (): History => new Story().meet().revoke('revocable-1').meet().history()

/** What a proxy in front of the target writes down of a run: other names, numbers, times and doors. */
function proxied({ events }: History, change: (exchanges: Exchange[]) => readonly Exchange[] = (same) => same): History {
  const exchanges = events
    .filter((event) => event.kind === 'exchange')
    .map((exchange): Exchange => ({
      ...exchange,
      id: exchange.id + 100,
      begin: exchange.begin + 5000,
      request: {
        ...exchange.request,
        target: `/gateway${exchange.request.target}`,
        headers: exchange.request.headers.map(([name, value]) => [name, value.replaceAll(/⟦[^⟧]*⟧/g, '⟦token-9⟧')]),
      },
    }))
  return new History([...events.filter(({ kind }) => kind === 'header'), ...change(exchanges)])
}

describe('a run that passed a proxy', () => {
  test('is the same there', () => expect(witnessProblems(story(), proxied(story()))).toEqual([]))

  test('is the same in any order', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(
          story().exchanges.map((_, index) => index),
          { minLength: story().exchanges.length },
        ),
        (order) => {
          const shuffled = proxied(story(), (exchanges) => order.flatMap((index) => exchanges[index] ?? []))
          expect(witnessProblems(story(), shuffled)).toEqual([])
        },
      ),
    )
  })

  test('is another one when any answer was changed', () => {
    fc.assert(
      fc.property(fc.nat(story().exchanges.length - 1), (place) => {
        const changed = proxied(story(), (exchanges) =>
          exchanges.map((one, index) =>
            index === place && one.response !== null ? { ...one, response: { ...one.response, status: 299 } } : one,
          ),
        )
        expect(witnessProblems(story(), changed)).not.toEqual([])
      }),
    )
  })

  test('is another one when an exchange was left out of the evidence', () => {
    fc.assert(
      fc.property(fc.nat(story().exchanges.length - 1), (place) => {
        const kept = story().exchanges.filter((_, index) => index !== place)
        const shorter = new History([...story().events.filter(({ kind }) => kind !== 'exchange'), ...kept])
        expect(witnessProblems(shorter, proxied(story()))).toEqual([expect.stringContaining('not in the evidence')])
      }),
    )
  })

  test('is another one when an exchange of a token was put into the evidence', () => {
    // Others bear a credential of nobody: a proxy need not know what such a one is.
    const places = story().exchanges.flatMap(({ request }, index) =>
      request.headers.some(([, value]) => value.includes('⟦')) ? [index] : [],
    )
    fc.assert(
      fc.property(fc.constantFrom(...places), (place) => {
        const without = proxied(story(), (exchanges) => exchanges.filter((_, index) => index !== place))
        expect(witnessProblems(story(), without)).toEqual([expect.stringContaining('did not pass the proxy')])
      }),
    )
  })

  test('may have lost an answer on its way back', () => {
    const lossy = new History(
      story().events.map((event) => (event.kind === 'exchange' && event.id === 2 ? { ...event, response: null, end: null } : event)),
    )
    expect(witnessProblems(lossy, proxied(story()))).toEqual([])
  })

  test('may have sent raw bytes, of which a proxy reads what they resemble', () => {
    const raw = new History(
      story().events.map((event) =>
        event.kind === 'exchange' && event.id === 2
          ? { ...event, request: { ...event.request, framing: 'raw' as const, method: 'POST ' } }
          : event,
      ),
    )
    expect(witnessProblems(raw, proxied(story()))).toEqual([])
  })

  test('may have asked for more than the operation, which a proxy does not note', () => {
    const more = (path: string): History =>
      new History([
        ...story().events,
        ...story().exchanges.map((exchange) => ({
          ...exchange,
          id: exchange.id + 50,
          request: { ...exchange.request, target: exchange.request.target + path },
        })),
      ])
    for (const path of ['/', '%23', '/more']) expect(witnessProblems(more(path), proxied(story()))).toEqual([])
    expect(witnessProblems(more('?x=1'), proxied(story()))).toEqual([expect.stringContaining('did not pass the proxy')])
  })

  test('is none of which the proxy saw nothing', () =>
    expect(
      witnessProblems(
        story(),
        proxied(story(), () => []),
      )[0],
    ).toBe('the proxy saw nothing of it'))
})
