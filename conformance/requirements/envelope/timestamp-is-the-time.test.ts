import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Told } from '../../testing/story.ts'
import { Story } from '../../testing/story.ts'
import { timestampIsTheTime } from './timestamp-is-the-time.ts'

const json = ['Content-Type', 'application/json'] as const
const noon = [json, ['Date', 'Thu, 01 Jan 2026 12:00:00 GMT'] as const]

/** A revocation that takes two seconds, answered at noon by the target's clock, whatever ours says. */
function saying(time: string, told: Told = {}): Story {
  return new Story().meet().revoke('revocable-1', { took: 2000, answerHeaders: noon, data: { revoked_at: time }, ...told })
}

describe('envelope/timestamp-is-the-time', () => {
  test.each([
    ['the time of its creation, hours ago', '2026-01-01T09:00:00Z', '10798 s before it'],
    ['local time called UTC', '2026-01-01T13:00:00Z', '3600 s after it'],
    ['the time of its expiry, next year', '2027-01-01T12:00:00Z', '31536000 s after it'],
    ['a bit more than a minute ago', '2026-01-01T11:58:57Z', '61 s before it'],
  ])('%s is a finding', (_, time, off) => {
    expect(saying(time).judgedBy(timestampIsTheTime)).toMatchObject({
      exercised: 1,
      findings: [
        {
          level: 'must',
          key: 'another time',
          expected: 'the time of the revocation, by the answer’s Date, Thu, 01 Jan 2026 12:00:00 GMT'.replace('’', "'"),
          got: `${time}, ${off}`,
          exchanges: [4],
          at: '/data/revoked_at',
        },
      ],
    })
  })

  test.each([
    '2026-01-01T12:00:00Z',
    '2026-01-01T11:59:58Z',
    '2026-01-01T11:59:52.5Z',
    '2026-01-01T12:00:05.9Z',
    '2026-01-01T14:00:00+02:00',
  ])('%s keeps it: clocks of several machines differ by some seconds', (time) => {
    expect(saying(time).judgedBy(timestampIsTheTime)).toEqual({ exercised: 1, findings: [] })
  })

  test.each(['2026-01-01T11:59:50Z', '2026-01-01T12:00:30Z', '2026-01-01T11:59:00Z'])('%s is imprecise, and a warning', (time) => {
    expect(saying(time).judgedBy(timestampIsTheTime).findings).toMatchObject([{ level: 'should', key: 'imprecise' }])
  })

  test('our own clock has no say', () => {
    // The story is told at midnight, the target lives at noon.
    expect(saying('2026-01-01T00:00:02Z').judgedBy(timestampIsTheTime).findings).toMatchObject([{ level: 'must' }])
  })

  test('a second revocation may tell of the first one’s time, however long ago', () => {
    const later = { at: 3_600_000, answerHeaders: [json, ['Date', 'Thu, 01 Jan 2026 13:00:00 GMT'] as const] }
    const story = saying('2026-01-01T12:00:00Z').revoke('revocable-1', { ...later, data: { revoked_at: '2026-01-01T12:00:00Z' } })
    expect(story.judgedBy(timestampIsTheTime)).toEqual({ exercised: 2, findings: [] })
  })

  test('an expired token may have been ended by the target itself, long ago', () => {
    const story = new Story(['manager-1', 'expired-1']).meet()
    story.revoke('expired-1', { answerHeaders: noon, data: { revoked_at: '2025-06-01T00:00:00Z' } })
    expect(story.judgedBy(timestampIsTheTime)).toEqual({ exercised: 0, findings: [] })
  })

  test('what is no date-time has a requirement of its own', () => {
    expect(saying('noon').judgedBy(timestampIsTheTime)).toEqual({ exercised: 0, findings: [] })
  })

  describe('where the target sends no Date', () => {
    /** Two tokens revoked an hour apart. */
    function undated(first: string, second: string): Story {
      const story = new Story(['manager-1', 'revocable-1', 'revocable-2']).meet()
      story.revoke('revocable-1', { at: 1000, answerHeaders: [json], data: { revoked_at: first } })
      return story.revoke('revocable-2', { at: 3_601_000, answerHeaders: [json], data: { revoked_at: second } })
    }

    test('two revocations must lie as far apart as the requests did', () => {
      expect(undated('2026-01-01T12:00:00Z', '2026-01-01T12:00:00Z').judgedBy(timestampIsTheTime).findings).toMatchObject([
        { level: 'must', expected: 'the time of the revocation, by the revocation of revocable-1', exchanges: [6] },
      ])
    })

    test('an hour apart keeps it, whatever the hour', () => {
      expect(undated('1999-01-01T12:00:00Z', '1999-01-01T13:00:00Z').judgedBy(timestampIsTheTime)).toEqual({ exercised: 2, findings: [] })
    })
  })

  describe('over a run of a few seconds', () => {
    /** One token: how long after its batch was issued it is revoked, and which of several machines answers. */
    interface Lived {
      readonly age: number
      readonly machine: number
    }
    const lives = fc.array(fc.record({ age: fc.integer({ min: 0, max: 3000 }), machine: fc.nat(2) }), { minLength: 12, maxLength: 30 })
    const noClocks = fc.constant([0, 0, 0] as const)
    const clocks = fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: -5000, max: 5000 })))

    /** Batches of four, a second apart; `toldBy` gives the time a target tells, in ms, from those of the issue and the revocation. */
    function runOf(lived: readonly Lived[], toldBy: (issued: number, revoked: number, machine: number) => number): Story {
      const story = new Story(['manager-1'])
      const tokens = lived.map((one, index) => {
        const batch = Math.floor(index / 4)
        const issued = 1000 * batch
        const alias = `revocable-${index + 1}`
        story.issue(alias, { begin: issued, end: issued + 5, batch: batch + 10 })
        return { ...one, alias, issued, revoked: issued + 10 + one.age }
      })
      for (const { alias, issued, revoked, machine } of tokens.toSorted((a, b) => a.revoked - b.revoked)) {
        const time = new Date(Date.parse('2026-01-01T00:00:00Z') + toldBy(issued + 3, revoked + 1, machine))
        story.revoke(alias, { at: revoked, took: 2, data: { revoked_at: time.toISOString() } })
      }
      return story
    }

    function certain(story: Story): readonly unknown[] {
      return story.judgedBy(timestampIsTheTime).findings.filter(({ level }) => level === 'must')
    }

    test('the time of issue is a finding that names the oldest token', () => {
      const lived = Array.from({ length: 12 }, (_, index) => ({ age: 100 * index, machine: 0 }))
      expect(runOf(lived, (issued) => issued).judgedBy(timestampIsTheTime)).toMatchObject({
        exercised: 12,
        findings: [{ level: 'must', key: 'time of issue', got: '2026-01-01T00:00:02.003Z, when revocable-12 was issued, 1.1 s before' }],
      })
    })

    test('the time of issue is one, whatever the ages, once they differ by a second', () => {
      const differ = (lived: readonly Lived[]): boolean =>
        Math.max(...lived.map(({ age }) => age)) - Math.min(...lived.map(({ age }) => age)) > 1000
      fc.assert(
        fc.property(lives.filter(differ), (lived) => {
          expect(certain(runOf(lived, (issued) => issued))).toHaveLength(1)
        }),
      )
    })

    test('the time of the revocation keeps it, to a millisecond or a whole second, on one clock or on several', () => {
      fc.assert(
        fc.property(lives, fc.oneof(noClocks, clocks), fc.constantFrom(1, 10, 1000), (lived, ahead, unit) => {
          const story = runOf(lived, (_, revoked, machine) => Math.floor((revoked + (ahead[machine] ?? 0)) / unit) * unit)
          expect(certain(story)).toEqual([])
        }),
      )
    })

    test('a clock that stands still keeps it', () => {
      fc.assert(
        fc.property(lives, (lived) => {
          expect(certain(runOf(lived, () => 0))).toEqual([])
        }),
      )
    })
  })
})
