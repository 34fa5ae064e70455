/** How long ago an instant was, or how far ahead, in the largest unit that fits: `12 s ago`, `in 74 years`. */
export function distance(at: number, now: number): string {
  const seconds = Math.round(Math.abs(now - at) / 1000)
  if (seconds < 2) return 'now'
  const [size, unit] = units.find(([each]) => seconds >= each) ?? [1, 's']
  const count = Math.floor(seconds / size)
  const amount = unit.length > 3 ? `${count} ${unit}${count === 1 ? '' : 's'}` : `${count} ${unit}`
  return at <= now ? `${amount} ago` : `in ${amount}`
}

const units: readonly (readonly [seconds: number, name: string])[] = [
  [31_557_600, 'year'],
  [86_400, 'day'],
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
]

/** The time of day with milliseconds, in the time zone of the reader. */
export function clockTime(instant: string): string {
  const date = new Date(instant)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, '0')}`
}

/** Date and time to the second, in the time zone of the reader. */
export function dateTime(instant: string): string {
  return new Date(instant).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' })
}

/** A duration in ms, no more precise than it is worth. */
export function milliseconds(value: number): string {
  if (value >= 10_000) return `${(value / 1000).toFixed(1)} s`
  return value < 10 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`
}
