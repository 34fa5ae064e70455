import fc from 'fast-check'
import { expect, test } from 'vitest'
import { worldClock } from './clock.ts'

const instants = fc.date({ min: new Date(0), max: new Date('2200-01-01'), noInvalidDate: true })
const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('machine' as const), by: fc.nat(1e9) }),
    fc.record({ kind: fc.constant('advance' as const), by: fc.nat(1e9) }),
    fc.record({ kind: fc.constant('set' as const), at: instants }),
    fc.constant({ kind: 'freeze' as const }),
    fc.constant({ kind: 'release' as const }),
    fc.constant({ kind: 'real' as const }),
  ),
)

test('a clock shows what it was set to, plus what was advanced, plus what has passed while it ran', () => {
  fc.assert(
    fc.property(instants, steps, (begin, changes) => {
      let machine = begin.getTime()
      const clock = worldClock(() => machine, {})
      let expected = machine
      let frozen = false
      for (const change of changes) {
        if (change.kind === 'machine') {
          machine += change.by
          if (!frozen) expected += change.by
        } else if (change.kind === 'advance') {
          clock.advance(change.by)
          expected += change.by
        } else if (change.kind === 'set') {
          clock.change({ now: change.at.toISOString() })
          expected = change.at.getTime()
        } else if (change.kind === 'real') {
          clock.real()
          expected = machine
          frozen = false
        } else {
          frozen = change.kind === 'freeze'
          clock.change({ frozen })
        }
        expect(clock.now()).toBe(expected)
        expect(Date.parse(clock.time().now)).toBe(expected)
        expect(clock.time().state === 'frozen').toBe(frozen)
      }
    }),
  )
})

test('a reset goes back to how the clock started', () => {
  fc.assert(
    fc.property(instants, fc.boolean(), steps, (now, frozen, changes) => {
      let machine = 5
      const clock = worldClock(() => machine, { now: now.toISOString(), frozen })
      for (const change of changes) {
        if (change.kind === 'advance') clock.advance(change.by)
        else if (change.kind === 'machine') machine += change.by
        else if (change.kind === 'real') clock.real()
      }
      clock.reset()
      expect(clock.time()).toEqual({ now: now.toISOString(), state: frozen ? 'frozen' : now.getTime() === machine ? 'real' : 'moved' })
    }),
  )
})

test('a clock that was told nothing is that of the machine', () => {
  const clock = worldClock(() => 1234, {})
  expect(clock.time()).toEqual({ now: '1970-01-01T00:00:01.234Z', state: 'real' })
})
