import { MockError } from './errors.ts'
import type { MockErrorCode } from './errors.ts'

/** Something that can be asked for as `NAME` or `NAME=NUMBER`. */
interface Named {
  readonly name: string
  readonly parameter?: { readonly unit: string; readonly default: number }
}

/** One of these by its name, and the number it is given. */
export interface Chosen<Item> {
  readonly item: Item
  /** As given, else the default; 0 where there is none. */
  readonly value: number
}

/**
 * Reads `NAME` or `NAME=NUMBER`.
 *
 * @param what What is being chosen, such as `fault`, for the sentence that says what is wrong.
 * @throws MockError of the given code.
 */
export function chosenFrom<Item extends Named>(items: readonly Item[], text: string, what: string, code: MockErrorCode): Chosen<Item> {
  const [name = '', given] = text.split('=')
  const item = items.find((known) => known.name === name)
  if (item === undefined) throw new MockError(code, `There is no ${what} "${name}". "--list-${what}s" prints all of them.`)
  const { parameter } = item
  if (given === undefined) return { item, value: parameter?.default ?? 0 }
  if (parameter === undefined) throw new MockError(code, `The ${what} "${name}" takes no number. Leave "=${given}" away.`)
  if (!/^[1-9]\d{0,8}$/.test(given)) {
    throw new MockError(code, `The ${what} "${name}" takes a whole number (${parameter.unit}) above 0, not "${given}".`)
  }
  return { item, value: Number(given) }
}
