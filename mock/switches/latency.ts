import type { Latency } from '../control/generated/types.ts'
import { MockError } from '../errors.ts'
import type { RandomBytes } from '../model/random.ts'
import type { Switch } from './switch.ts'
import { uniform } from './switch.ts'

/** How long answers are held back. */
export const latency: Switch<Latency> = {
  off: 0,
  form: 'a number of ms up to 600000, {"min", "max"} or {"median", "p99"}',
  check(value) {
    const numbers = typeof value === 'number' ? [value] : Object.values(value)
    if (!numbers.every((each) => each >= 0 && each <= longestWait)) {
      throw new MockError('BAD_OPTION', `The latency must be ${latency.form}, not ${JSON.stringify(value)}.`)
    }
    if (typeof value === 'number') return
    if ('min' in value && value.min > value.max) throw new MockError('BAD_OPTION', 'The latency has a "min" above its "max".')
    if ('median' in value && (value.median === 0 || value.median > value.p99)) {
      throw new MockError('BAD_OPTION', 'The latency needs a "median" above 0 and a "p99" that is not below it.')
    }
  },
}

/** The longest that an answer is held back, in ms. */
export const longestWait = 600_000

/** Reads `300`, `100-500` (a range) or `100~2000` (median and 99th percentile), in ms. */
export function readLatency(text: string): Latency {
  const [, from = '', sign, to = ''] = /^(\d{1,6})(?:([-~])(\d{1,6}))?$/.exec(text) ?? []
  if (from === '' || Number(from) > longestWait || Number(to) > longestWait) {
    throw new MockError(
      'BAD_OPTION',
      `The latency cannot be "${text}". Write 300, 100-500 or 100~2000 (median~p99), in ms, up to ${longestWait}.`,
    )
  }
  if (sign === undefined) return Number(from)
  return sign === '-' ? { min: Number(from), max: Number(to) } : { median: Number(from), p99: Number(to) }
}

/** Draws one wait after another, in ms. */
export function waitsOf(value: Latency, random: RandomBytes): () => number {
  if (typeof value === 'number') return () => value
  if ('min' in value) return () => value.min + (value.max - value.min) * uniform(random)
  const { median, p99 } = value
  const spread = Math.log(p99 / median) / standardP99
  return () => Math.min(longestWait, median * Math.exp(spread * normal(random)))
}

/** The 99th percentile of the standard normal distribution. */
const standardP99 = 2.326_347_874

/** One draw from the standard normal distribution, by Box and Muller. */
function normal(random: RandomBytes): number {
  return Math.sqrt(-2 * Math.log(1 - uniform(random))) * Math.cos(2 * Math.PI * uniform(random))
}
