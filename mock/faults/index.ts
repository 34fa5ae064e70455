import { MockError } from '../errors.ts'
import type { Steps } from '../pipeline/steps.ts'
import type { Bench, Fault } from './fault.ts'
import { wrapped } from './fault.ts'
import { finalityFaults } from './finality.ts'

/** Every fault the mock can be given. */
export const faults: readonly Fault[] = [...finalityFaults]

/** A fault and the parameter it runs with. */
export interface ChosenFault {
  readonly fault: Fault
  readonly value: number
}

/**
 * Reads `NAME` or `NAME=NUMBER`.
 *
 * @throws MockError `UNKNOWN_FAULT`
 */
export function toFault(text: string): ChosenFault {
  const [name = '', given] = text.split('=')
  const fault = faults.find((known) => known.name === name)
  if (fault === undefined) throw new MockError('UNKNOWN_FAULT', `There is no fault "${name}". "--list-faults" prints all of them.`)
  if (given === undefined) return { fault, value: fault.parameter?.default ?? 0 }
  if (fault.parameter === undefined) throw new MockError('UNKNOWN_FAULT', `The fault "${name}" takes no number. Leave "=${given}" away.`)
  if (!/^\d{1,9}$/.test(given)) {
    throw new MockError('UNKNOWN_FAULT', `The fault "${name}" takes a whole number (${fault.parameter.unit}), not "${given}".`)
  }
  return { fault, value: Number(given) }
}

/** The steps with every chosen fault in them; later ones are outside. */
export function withFaults(steps: Steps, chosen: readonly ChosenFault[], bench: Omit<Bench, 'value'>): Steps {
  return chosen.reduce((inner, { fault, value }) => wrapped(inner, fault.wrap({ ...bench, value })), steps)
}
