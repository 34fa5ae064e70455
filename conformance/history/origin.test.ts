import { expect, test } from 'vitest'
import { derived, Origin } from './origin.ts'

test.each([undefined, null, 0, 'a value'])('what is derived is computed once for each origin, also where it is %s', (value) => {
  const from: Origin[] = []
  const valueOf = derived((origin: Origin) => {
    from.push(origin)
    return value
  })
  const origins = [new Origin(), new Origin()]
  for (const origin of [...origins, ...origins]) expect(valueOf(origin)).toBe(value)
  expect(from).toEqual(origins)
})

test('each function has a value of its own', () => {
  const [one, other] = [derived(() => 'one'), derived(() => 'other')]
  const origin = new Origin()
  expect([one(origin), other(origin), one(origin)]).toEqual(['one', 'other', 'one'])
})
