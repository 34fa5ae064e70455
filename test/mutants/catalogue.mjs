// What the mock offers and the suite asks for, as their own commands list it.
import { run } from '../command.mjs'

/** @returns {Promise<{ name: string, family: string, level: 'must' | 'should' }[]>} */
export async function faults() {
  const { stdout } = await run(['mock', '--list-faults'])
  return stdout
    .trim()
    .split('\n')
    .map((line) => {
      const [, name, family, level] = /^([a-z0-9-]+)(?:\[\S* \w+\]|\S*)?\s+(\w+)\s+(must|should)\s/.exec(line) ?? []
      if (name === undefined) throw new Error(`--list-faults printed a line that is no fault: ${line}`)
      return { name, family, level }
    })
}

/** @returns {Promise<string[]>} The ids of all requirements, in the order of the catalogue. */
export async function requirements() {
  const { stdout } = await run(['requirements', '--json'])
  return JSON.parse(stdout).map(({ id }) => id)
}

/**
 * Mocks that keep the contract: rounds in which every reading takes another of its values, so that a few of them show each
 * value; each environment; and, with `deep`, every value alone. `args` are words for `mock`.
 *
 * @param {number} seed Which values meet.
 * @param {boolean} deep
 * @returns {Promise<{ name: string, args: string[], replicas: boolean }[]>}
 */
export async function fairMocks(seed, deep) {
  const readings = await listed('--list-readings', /^([a-z0-9-]+)\s{2,}(\S+(?: \| \S+)*)/, ([name, values]) => ({
    name,
    values: values.split(' | ').map((value) => value.replace('!', '')),
  }))
  const environments = await listed('--list-environments', /^([a-z-]+)/, ([name]) => name)
  const rounds = Math.max(...readings.map(({ values }) => values.length))
  const mocks = [{ name: 'as it is', args: [], replicas: false }]
  for (let round = 0; round < rounds; round += 1) {
    // Each reading is shifted by another number, so that other values meet with another seed.
    const args = readings.flatMap(({ name, values }, index) => ['--reading', `${name}=${values[(round + seed * index) % values.length]}`])
    mocks.push({ name: `readings, round ${round + 1}`, args, replicas: false })
  }
  for (const environment of environments)
    mocks.push({ name: environment, args: ['--environment', environment], replicas: environment === 'replicas' })
  if (deep) {
    for (const { name, values } of readings) {
      for (const value of values.slice(1))
        mocks.push({ name: `${name}=${value}`, args: ['--reading', `${name}=${value}`], replicas: false })
    }
  }
  return mocks
}

/**
 * @template Row
 * @param {string} flag
 * @param {RegExp} pattern
 * @param {(groups: string[]) => Row} toRow
 */
async function listed(flag, pattern, toRow) {
  const { stdout } = await run(['mock', flag])
  // A note for people follows after an empty line.
  const [list = ''] = stdout.trim().split('\n\n')
  return list.split('\n').map((line) => {
    const match = pattern.exec(line)
    if (match === null) throw new Error(`mock ${flag} printed a line that is not understood: ${line}`)
    return toRow(match.slice(1))
  })
}
