import type { NetworkFault } from '../control/generated/types.ts'
import type { Incoming } from '../pipeline/incoming.ts'
import { preferredIn, unusable } from '../pipeline/preferences.ts'
import type { Refusal } from '../pipeline/refusal.ts'
import { isRefusal } from '../pipeline/refusal.ts'
import { longestWait } from './latency.ts'
import { isNetworkFault, networkFaults } from './network.ts'

/** How one answer is to be delivered. */
export interface Delivery {
  /** How long it is held back, in ms. */
  readonly wait?: number
  readonly network?: NetworkFault
}

/**
 * What a request asks for its own answer with `Prefer: wait=…, fault=…` (RFC 7240, so that a bare `wait` is in seconds; `300ms`
 * and `1.5s` say it), or with `__wait` and `__fault` in its query. `undefined` when it asks for neither.
 */
export function deliveryOf(request: Incoming): Delivery | Refusal | undefined {
  const wishes = preferredIn(request)?.filter(([name]) => name === 'wait' || name === 'fault') ?? []
  if (wishes.length === 0) return undefined
  const read = wishes.map(([name, value]) => (name === 'wait' ? waitIn(value) : faultIn(value)))
  return read.find(isRefusal) ?? (Object.assign({}, ...read) as Delivery)
}

function waitIn(value: string): Delivery | Refusal {
  const [, digits, unit] = /^(\d{1,6}(?:\.\d{1,6})?)(ms|s)?$/.exec(value) ?? []
  const wait = Number(digits) * (unit === 'ms' ? 1 : 1000)
  return wait <= longestWait ? { wait } : unusable(`wait must be a time such as 2, 1.5s or 300ms, up to 600 s, not "${value}"`)
}

function faultIn(value: string): Delivery | Refusal {
  if (isNetworkFault(value)) return { network: value }
  return unusable(`fault must be one of ${Object.keys(networkFaults).join(', ')}, not "${value}"`)
}
