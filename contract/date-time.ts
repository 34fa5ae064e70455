const dateTime = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:[Zz]|([+-])(\d\d):(\d\d))$/

/**
 * Whether a text is a `date-time` exactly as RFC 3339 section 5.6 writes it: `T` between date and time, and
 * `Z` or `±hh:mm` at the end. Second 60 is allowed only at 23:59:60 UTC, where leap seconds fall.
 *
 * Stricter than `ajv-formats`, which also lets a space, `+0000` and `+00` pass.
 *
 * @see https://www.rfc-editor.org/rfc/rfc3339#section-5.6
 */
export function isDateTime(text: string): boolean {
  return instantOf(text) !== undefined
}

/** A point on the time line and the fraction digits it was written with. */
export interface Instant {
  /** Microseconds since 1970-01-01T00:00:00Z; digits past the sixth are cut. */
  readonly microseconds: number
  /** How many digits of the second's fraction were written; 0 without a fraction. */
  readonly digits: number
}

/** Reads an RFC 3339 `date-time`; `undefined` where `isDateTime` says no. */
export function instantOf(text: string): Instant | undefined {
  const match = dateTime.exec(text)
  if (match === null) return undefined
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const [hour, minute, second] = [Number(match[4]), Number(match[5]), Number(match[6])]
  const fraction = match[7] ?? ''
  const offset = offsetOf(match[8], match[9], match[10])
  if (offset === undefined || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined
  if (hour > 23 || minute > 59 || second > 60) return undefined
  // Date.UTC reads years below 100 as 19xx; the calendar comes again after 400 years.
  const midnight = Date.UTC(year + 400, month - 1, day) - fourCenturies
  const minutes = midnight / 60_000 + hour * 60 + minute - offset
  if (second === 60 && ((minutes % 1440) + 1440) % 1440 !== 1439) return undefined
  return { microseconds: (minutes * 60 + second) * 1_000_000 + Number(fraction.padEnd(6, '0').slice(0, 6)), digits: fraction.length }
}

/** ms */
const fourCenturies = 146_097 * 86_400_000

/** Minutes east of UTC; `undefined` past ±23:59. */
function offsetOf(sign: string | undefined, hours: string | undefined, minutes: string | undefined): number | undefined {
  if (sign === undefined) return 0
  const [h, m] = [Number(hours), Number(minutes)]
  if (h > 23 || m > 59) return undefined
  return (sign === '-' ? -1 : 1) * (h * 60 + m)
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}
