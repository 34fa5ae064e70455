import type { Chosen } from '../chosen.ts'
import { chosenFrom } from '../chosen.ts'
import type { Steps } from '../pipeline/steps.ts'
import type { Bench, Fault } from './fault.ts'
import { wrapped } from './fault.ts'
import { authenticationFaults } from './authentication.ts'
import { authorizationFaults } from './authorization.ts'
import { credentialFaults } from './credentials.ts'
import { envelopeFaults } from './envelope.ts'
import { existenceFaults } from './existence.ts'
import { circumstantialFaults } from './finality-circumstances.ts'
import { finalityFaults } from './finality.ts'
import { httpFaults } from './http.ts'
import { isolationFaults } from './isolation.ts'
import { robustnessFaults } from './robustness.ts'
import { secrecyFaults } from './secrecy.ts'
import { timestampFaults } from './timestamps.ts'
import { validationFaults } from './validation.ts'

/** Every fault the mock can be given. */
export const faults: readonly Fault[] = [
  ...finalityFaults,
  ...circumstantialFaults,
  ...isolationFaults,
  ...authorizationFaults,
  ...authenticationFaults,
  ...credentialFaults,
  ...envelopeFaults,
  ...timestampFaults,
  ...existenceFaults,
  ...validationFaults,
  ...robustnessFaults,
  ...secrecyFaults,
  ...httpFaults,
]

/** Reads `NAME` or `NAME=NUMBER`; throws MockError `UNKNOWN_FAULT`. */
export function toFault(text: string): Chosen<Fault> {
  return chosenFrom(faults, text, 'fault', 'UNKNOWN_FAULT')
}

/** The steps with every chosen fault in them; later ones are outside. */
export function withFaults(steps: Steps, chosen: readonly Chosen<Fault>[], bench: Omit<Bench, 'value'>): Steps {
  return chosen.reduce((inner, { item, value }) => wrapped(inner, item.wrap({ ...bench, value })), steps)
}
