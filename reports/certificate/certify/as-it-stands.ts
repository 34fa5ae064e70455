import { CertificateError } from '../errors.ts'

/** Flags of `check` that would make less of the certification profile, with why they are none of `certify`. */
export const refusedFlags: Readonly<Record<string, string>> = {
  only: 'every requirement is judged',
  skip: 'every requirement is judged',
  allowUnexercised: 'every must requirement is to be exercised',
  expect: 'readings are observed, not pinned',
  baseline: 'no failure is known beforehand',
  writeBaseline: 'no failure is known beforehand',
  profile: 'it runs the certification profile',
  seed: 'the challenge gives the seed, or chance does',
  replay: 'every case is run',
  failFast: 'the run goes to its end',
  maxTime: 'the run goes to its end',
  requestTimeout: 'every wait is as long as the profile says',
  concurrency: 'races need company',
}

/** Longest delay of a revocation that may be declared, in ms. */
const longestPropagation = 5000

/** @throws CertificateError `NOT_AS_IT_STANDS` for a flag that would weaken the profile, or a propagation beyond 5 s. */
export function assertAsItStands(flags: Readonly<Record<string, unknown>> & { readonly propagation: number }): void {
  for (const [name, why] of Object.entries(refusedFlags)) {
    if (flags[name] === undefined) continue
    const message = `certify takes no ${flagOf(name)}: the profile is run as it stands, and ${why}. \`dayzero-contract check\` has it.`
    throw new CertificateError('NOT_AS_IT_STANDS', message)
  }
  if (flags.propagation <= longestPropagation) return
  const message = `--propagation ${flags.propagation}: a certificate allows at most ${longestPropagation} ms until a revocation holds everywhere.`
  throw new CertificateError('NOT_AS_IT_STANDS', message)
}

/** How a flag of that name is written. */
export function flagOf(name: string): string {
  return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}
