import type { Readings } from '../readings/readings.ts'

const hour = 3_600_000

/** What writes an instant, in milliseconds since 1970, in one of the ways that RFC 3339 section 5.6 allows. */
export const timestamps: Readonly<Record<Readings['timestamp-format'], (at: number) => string>> = {
  milliseconds: utc,
  seconds: (at) => utc(at).replace(/\.\d+/, ''),
  microseconds: (at) => utc(at).replace('Z', '000Z'),
  nanoseconds: (at) => utc(at).replace('Z', '000000Z'),
  offset: (at) => utc(at + 2 * hour).replace('Z', '+02:00'),
  west: (at) => utc(at - 3.5 * hour).replace('Z', '-03:30'),
  'lower-case': (at) => utc(at).toLowerCase(),
}

let last = { at: NaN, text: '' }

/** What happens in one millisecond is written once. */
function utc(at: number): string {
  if (at !== last.at) last = { at, text: new Date(at).toISOString() }
  return last.text
}
