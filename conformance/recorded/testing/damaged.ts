import fc from 'fast-check'
import type { HistoryEvent } from '../../history/events.ts'

/** An event of which up to three values, wherever they stand, are gone or another; its kind is its own. */
export function damaged(event: HistoryEvent): fc.Arbitrary<HistoryEvent> {
  return fc.array(fc.tuple(fc.nat(), values), { maxLength: 3 }).map((damages) => {
    const whole = JSON.parse(JSON.stringify(event)) as HistoryEvent
    for (const [which, value] of damages) damage(whole, which, value)
    return whole
  })
}

const values = fc.oneof(
  fc.constant(undefined),
  fc.constantFrom(null, true, 1, -1, 0.5, '', 'h2', 'raw', '2.0', 'file://x', '2026-11-24', [], {}, [['a']], [['a', 'b', 'c']]),
  fc.jsonValue({ maxDepth: 1 }),
)

function damage(whole: object, which: number, value: unknown): void {
  const places = placesIn(whole).filter(({ parent, key }) => parent !== whole || key !== 'kind')
  const place = places[which % places.length]
  if (place === undefined) return
  if (value === undefined) Reflect.deleteProperty(place.parent, place.key)
  else Reflect.set(place.parent, place.key, structuredClone(value))
}

interface Place {
  readonly parent: object
  readonly key: string
}

/** Every property and every element in a value. */
function placesIn(value: object): readonly Place[] {
  return Object.entries(value).flatMap(([key, part]: [string, unknown]) => [
    { parent: value, key },
    ...(typeof part === 'object' && part !== null ? placesIn(part) : []),
  ])
}
