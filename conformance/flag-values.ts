import { InvalidArgumentError } from 'commander'

// How the values of flags are read, for the commands of this room and of others.

export function integer(text: string): number {
  if (!/^-?\d{1,10}$/.test(text) || Math.abs(Number(text)) > 0x7fffffff)
    throw new InvalidArgumentError('Give a whole number of at most 2147483647.')
  return Number(text)
}

export function natural(text: string): number {
  return wholeFrom(0, text)
}

export function positive(text: string): number {
  return wholeFrom(1, text)
}

function wholeFrom(least: number, text: string): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) < least) throw new InvalidArgumentError(`Give a whole number from ${least} to 999999999.`)
  return Number(text)
}

/** Seconds that a timer can wait: its longest time is 2 ** 31 - 1 ms. */
export function waitableSeconds(text: string): number {
  const seconds = positive(text)
  if (seconds > longestSeconds) throw new InvalidArgumentError(`Give at most ${longestSeconds} seconds, which is 24 days.`)
  return seconds
}

const longestSeconds = Math.floor(0x7fffffff / 1000)

/** `Name: value`, gathered. */
export function fields(text: string, before: readonly (readonly [string, string])[]): (readonly [string, string])[] {
  const [, name, value] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):\s*(.*)$/.exec(text) ?? []
  if (name === undefined || value === undefined) throw new InvalidArgumentError('Write it as "Name: value".')
  return [...before, [name, value]]
}
