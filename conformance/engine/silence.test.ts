import { describe, expect, test } from 'vitest'
import type { Told } from '../testing/story.ts'
import { Story } from '../testing/story.ts'
import { Silence } from './silence.ts'

const lost: Told = { failure: { code: 'timeout' } }
const lostOnReuse: Told = { failure: { code: 'closed' }, reused: true }

/** What a run came to that saw these exchanges. */
function afterwards(...told: readonly Told[]): Silence {
  const silence = new Silence()
  for (const exchange of told.reduce((story, one) => story.tell(one), new Story()).history().exchanges) silence.note(exchange)
  return silence
}

function times(count: number, told: Told = {}): readonly Told[] {
  return Array.from({ length: count }, () => told)
}

describe('a target that is silent', () => {
  test('from the start ends the run with its fourth request', () => {
    expect(() => afterwards(...times(3, lost))).not.toThrow()
    expect(() => afterwards(...times(4, lost))).toThrow(
      expect.objectContaining({ code: 'SILENT', message: expect.stringMatching(/^4 of 4 requests/) }),
    )
  })

  test('later on ends it once a fifth of many requests was lost', () => {
    expect(() => afterwards(...times(200), ...times(24, lost))).not.toThrow()
    expect(() => afterwards(...times(90), ...times(23, lost))).not.toThrow()
    expect(() => afterwards(...times(90), ...times(24, lost))).toThrow(/^24 of 114 requests got no whole answer/)
  })

  test('to what was dropped on purpose, or to bytes that are no HTTP, is not silent', () => {
    expect(() => afterwards(...times(50, { failure: { code: 'aborted' } }), ...times(50, { ...lost, framing: 'raw' }))).not.toThrow()
  })

  test('on reused connections only is asked on fresh ones', () => {
    expect(afterwards(lostOnReuse).isSuspicious).toBe(false)
    const silence = afterwards(...times(30, lostOnReuse))
    expect(silence.isSuspicious).toBe(true)
    expect(silence.patience).toBeGreaterThan(1)
  })

  test('once, to what it may be silent about, is asked the same again', () => {
    const [first, second] = new Story().tell(lost).tell(lost).history().exchanges
    const silence = new Silence()
    if (first === undefined || second === undefined) throw new Error('The story has two exchanges.')
    silence.note(first)
    expect(silence.isAlone(first)).toBe(true)
    silence.note(second)
    expect(silence.isAlone(second)).toBe(false)
    expect(afterwards(...times(1, { failure: { code: 'aborted' } })).isAlone(first)).toBe(false)
  })

  test('twice is waited for no longer than usual', () => {
    expect(afterwards({}, lost).patience).toBeGreaterThan(1)
    expect(afterwards({}, lost, lost).patience).toBe(1)
  })
})
