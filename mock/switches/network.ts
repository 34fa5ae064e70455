import type { NetworkFault, NetworkRates } from '../control/generated/types.ts'
import { MockError } from '../errors.ts'
import type { RandomBytes } from '../model/random.ts'
import type { Switch } from './switch.ts'
import { uniform } from './switch.ts'

/** What may become of an answer on its way, and what a client sees of it. */
export const networkFaults: Readonly<Record<NetworkFault, string>> = {
  reset: 'The connection is reset instead of the answer.',
  empty: 'The connection is closed without a byte.',
  truncate: 'The connection is closed half-way through the answer.',
  garbage: 'Bytes come that are not HTTP.',
  stall: 'The headers and half of the body come, then nothing more.',
  silence: 'Nothing comes, and the connection stays open.',
}

/** For each network fault, the share of answers that meet it. */
export const network: Switch<NetworkRates> = {
  off: {},
  form: `an object of rates from 0 to 1 for ${Object.keys(networkFaults).join(', ')}`,
  check(rates) {
    if (!Object.entries(rates).every(([name, rate]) => isNetworkFault(name) && rate >= 0 && rate <= 1)) {
      throw new MockError('BAD_OPTION', `The network faults must be ${network.form}, not ${JSON.stringify(rates)}.`)
    }
    const sum = Object.values(rates).reduce((total, rate) => total + rate, 0)
    // Ten times 0.1 is a little more than 1.
    if (sum > 1.000_001) throw new MockError('BAD_OPTION', `The rates of the network faults add up to ${sum}; 1 is all there is.`)
  },
}

/** Whether a text names a network fault. */
export function isNetworkFault(text: string): text is NetworkFault {
  return Object.hasOwn(networkFaults, text)
}

/** Reads `reset` or `reset=0.1`, any number of them. */
export function readNetwork(texts: readonly string[]): NetworkRates {
  return Object.fromEntries(texts.map(readRate))
}

function readRate(text: string): [NetworkFault, number] {
  const [name = '', rate = '1', ...more] = text.split('=')
  if (!isNetworkFault(name)) {
    throw new MockError('BAD_OPTION', `There is no network fault "${name}". Known are: ${Object.keys(networkFaults).join(', ')}.`)
  }
  if (more.length > 0 || !/^(0|1|0?\.\d+)$/.test(rate)) {
    throw new MockError('BAD_OPTION', `The network fault "${name}" takes a rate from 0 to 1, not "${[rate, ...more].join('=')}".`)
  }
  return [name, Number(rate)]
}

/** Draws what becomes of one answer after another. */
export function fatesOf(rates: NetworkRates, random: RandomBytes): () => NetworkFault | undefined {
  const shares = Object.entries(rates) as [NetworkFault, number][]
  return () => {
    let rest = uniform(random)
    for (const [fault, share] of shares) {
      if (rest < share) return fault
      rest -= share
    }
    return undefined
  }
}
