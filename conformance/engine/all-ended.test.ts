import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allEnded } from './all-ended.ts'

test('nothing is still under way when it settles, and the first failure of the list is thrown', () =>
  fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(fc.boolean(), { minLength: 1 }), async (scheduler, fails) => {
      let ended = 0
      const work = fails.map(async (fail, index) => {
        await scheduler.schedule(Promise.resolve())
        ended += 1
        if (fail) throw new Error(String(index))
        return index
      })
      const outcome = allEnded(work).then(
        (values) => ({ values, ended }),
        (error: Error) => ({ first: error.message, ended }),
      )
      await scheduler.waitFor(outcome)
      const first = fails.indexOf(true)
      const values = fails.map((_, index) => index)
      expect(await outcome).toEqual({ ...(first < 0 ? { values } : { first: String(first) }), ended: fails.length })
    }),
  ))
