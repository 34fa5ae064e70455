import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Audience } from './audience.ts'
import type { RunEvent } from './result.ts'
import type { Writer } from './writer.ts'

const notice = (number: number): RunEvent => ({ kind: 'notice', message: String(number) })

/** A writer that takes its time wherever `waits` says so, and fails where it is told something else. */
function recorder(waits: readonly boolean[] = []): Writer & { readonly heard: string[] } {
  const heard: string[] = []
  return {
    heard,
    on: (event) => {
      if (event.kind !== 'notice') throw new Error('the disk is full')
      heard.push(event.message)
      return waits[heard.length - 1] === true ? Promise.resolve() : undefined
    },
    close: async () => void heard.push('closed'),
  }
}

test('every writer is told everything in order, whoever has to be waited for, and whenever it is told', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.boolean(), { maxLength: 6 }), { maxLength: 3 }),
      fc.array(fc.boolean(), { maxLength: 6 }),
      async (writers, rests) => {
        const all = writers.map(recorder)
        const audience = new Audience(all)
        for (const [index, isResting] of rests.entries()) {
          audience.tell(notice(index))
          if (isResting) await Promise.resolve()
        }
        await audience.leave()
        for (const { heard } of all) expect(heard).toEqual([...rests.keys()].map(String).concat('closed'))
      },
    ),
  ))

test('a writer that fails is reported in the end, and closed as all others are; nobody is told more', async () => {
  const [first, second] = [recorder(), recorder()]
  const audience = new Audience([first, second])
  audience.tell(notice(0))
  audience.tell({ kind: 'phase', name: 'x' })
  audience.tell(notice(1))
  await Promise.resolve().then(() => {})
  audience.tell(notice(2))
  await expect(audience.leave()).rejects.toThrow('the disk is full')
  expect([first.heard, second.heard]).toEqual([
    ['0', 'closed'],
    ['0', 'closed'],
  ])
})
