import type { FaultList, ReadingChoices, SwitchChanges, Switches } from '../control/generated/types.ts'
import { MockError } from '../errors.ts'
import { toFault } from '../faults/index.ts'
import { toReadings } from '../readings/readings.ts'
import { latency } from './latency.ts'
import { network } from './network.ts'
import type { Switch } from './switch.ts'

const faults: Switch<FaultList> = {
  off: [],
  form: 'a list of faults, as NAME or NAME=NUMBER',
  check(list) {
    const names = list.map((text) => toFault(text).item.name)
    const twice = names.find((name, index) => names.indexOf(name) < index)
    if (twice !== undefined) throw new MockError('UNKNOWN_FAULT', `The fault "${twice}" is there twice.`)
  },
}

const readings: Switch<ReadingChoices> = {
  off: {},
  form: 'an object of readings and their values',
  check: (choices) => void toReadings(choices),
}

/** Every switch. A new one is a property of `Switches` in openapi.yaml, a file beside this one, and a line here. */
export const switches: { readonly [Name in keyof Switches]: Switch<Switches[Name]> } = { latency, network, faults, readings }

const names = Object.keys(switches) as (keyof Switches)[]

/**
 * The switches after a change, in which `null` means how they were at the start.
 *
 * @throws MockError when a value makes no sense.
 */
export function changed(before: Switches, changes: SwitchChanges, start: Switches): Switches {
  const after = Object.fromEntries(names.map((name) => [name, pick(changes[name], before[name], start[name])])) as unknown as Switches
  checked(after)
  return after
}

/** All switches from those that are given. */
export function startingFrom(given: Partial<Switches>): Switches {
  const off = Object.fromEntries(names.map((name) => [name, switches[name].off])) as unknown as Switches
  return changed(off, given, off)
}

function pick<Value>(asked: Value | null | undefined, before: Value, start: Value): Value {
  return asked === null ? start : (asked ?? before)
}

function checked(all: Switches): void {
  for (const name of names) (switches[name] as Switch<unknown>).check(all[name])
}
