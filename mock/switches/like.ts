import type { Adoption, NotAdopted, Report } from '../control/generated/types.ts'
import { readings } from '../readings/readings.ts'

/**
 * The readings that `check` observed on a real implementation, as far as the mock can take them over. Of several values
 * of one reading, the most frequent one that the mock knows.
 */
export function adoptionOf({ readings: observed }: Report): Adoption {
  const choices: Record<string, string> = {}
  const left: NotAdopted[] = []
  for (const [name, seen] of Object.entries(observed)) {
    const reading = readings.find((known) => known.name === name)
    const values = seen.map((status) => words[name]?.[status] ?? words[name]?.['else'] ?? status)
    const value = values.find((candidate) => reading?.values.some((known) => known.value === candidate))
    if (value !== undefined) choices[name] = value
    else left.push({ name, observed: [...seen], why: whyNot(reading) })
  }
  return { readings: choices, left }
}

function whyNot(reading: (typeof readings)[number] | undefined): string {
  if (reading === undefined) return 'The mock has no such reading.'
  return `The mock can only do ${reading.values.map(({ value }) => value).join(', ')}.`
}

/** Where the mock's values are not statuses: what a status that was seen means. */
const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'scheme-case': { '401': 'exact', else: 'any' },
  'duplicate-keys': { '201': 'last' },
  'media-type': { '201': 'sniffed' },
}
