import { MockError } from '../errors.ts'

/** What a fair judge thinks of a reading: fine, or worth a warning. */
export type Verdict = 'accepted' | 'warned'

interface Choices {
  readonly about: string
  readonly accepted: readonly string[]
  readonly warned?: readonly string[]
}

/** Where the contract leaves a choice: its name, and what an implementation may choose. The first value is the default. */
export const choices = {
  repeat: { about: 'a second revocation of the same token', accepted: ['201', '400', '404', '422'], warned: ['409', '410'] },
  foreign: { about: 'a caller without permission revokes the token of another', accepted: ['403', '404'] },
  'not-a-uuid': { about: 'a manager revokes an id that is no UUID', accepted: ['404', '400', '422'] },
  self: { about: 'a token revokes itself', accepted: ['201', '400', '403', '404'], warned: ['409'] },
} as const

export type ReadingName = keyof typeof choices

type ValueOf<Name extends ReadingName> =
  | (typeof choices)[Name]['accepted'][number]
  | ((typeof choices)[Name] extends { readonly warned: readonly (infer Value)[] } ? Value : never)

/** One value for every reading. */
export type Readings = { readonly [Name in ReadingName]: ValueOf<Name> }

/** One choice the contract leaves, and its values. */
export interface Reading {
  readonly name: string
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
