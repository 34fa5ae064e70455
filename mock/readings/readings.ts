import { MockError } from '../errors.ts'
import type { Choices } from './choices.ts'
import { choices } from './choices.ts'

export type ReadingName = keyof typeof choices

/** The values a reading can have. */
export type ReadingValue<Name extends ReadingName> =
  | (typeof choices)[Name]['accepted'][number]
  | ((typeof choices)[Name] extends { readonly warned: readonly (infer Value)[] } ? Value : never)

/** One value for every reading. */
export type Readings = { readonly [Name in ReadingName]: ReadingValue<Name> }

/** What a fair judge thinks of a reading: fine, or worth a warning. */
export type Verdict = 'accepted' | 'warned'

/** One choice the contract leaves, and its values. */
export interface Reading {
  readonly name: string
  /** The situation the choice is about. */
  readonly about: string
  readonly values: readonly { readonly value: string; readonly verdict: Verdict }[]
  readonly default: string
}

/** Every reading with its values, the default first. */
export const readings: readonly Reading[] = Object.entries<Choices>(choices).map(([name, { about, accepted, warned = [] }]) => ({
  name,
  about,
  values: [
    ...accepted.map((value) => ({ value, verdict: 'accepted' as const })),
    ...warned.map((value) => ({ value, verdict: 'warned' as const })),
  ],
  default: accepted[0] ?? '',
}))

/**
 * The given readings, defaults for the rest.
 *
 * @throws MockError `UNKNOWN_READING` for a name or a value that does not exist.
 */
export function toReadings(chosen: Readonly<Record<string, string>>): Readings {
  for (const [name, value] of Object.entries(chosen)) {
    const reading = readings.find((known) => known.name === name)
    if (reading === undefined) {
      throw new MockError('UNKNOWN_READING', `There is no reading "${name}". Known are: ${readings.map((known) => known.name).join(', ')}.`)
    }
    if (!reading.values.some((known) => known.value === value)) {
      const known = reading.values.map((each) => each.value).join(', ')
      throw new MockError('UNKNOWN_READING', `The reading "${name}" cannot be "${value}". Choose one of: ${known}.`)
    }
  }
  return { ...Object.fromEntries(readings.map((reading) => [reading.name, reading.default])), ...chosen } as Readings
}
