import { randomInt } from 'node:crypto'
import type { CheckOptions } from './engine/check-options.ts'
import { check } from './engine/check.ts'
import type { RunEvent, RunResult } from './engine/result.ts'
import { staysHere } from './loopback.ts'
import type { Provisioner } from './provisioner/index.ts'
import { provisionerOf } from './provisioner/index.ts'

/** What `runConformance` needs to know; the rest is as in `check --help`. */
export interface ConformanceOptions extends Partial<Omit<CheckOptions, 'target' | 'provisioner'>> {
  /** Base URL of the implementation. */
  readonly target: string
  /** A spec as after `--provisioner`, or an object of your own, which stays open. */
  readonly provisioner: string | Provisioner
}

/**
 * Checks an implementation; the plain function behind `dayzero-contract check`.
 *
 * The profile is `quick` and the seed a new one, unless said otherwise. Off loopback, what could wipe a careless system is
 * left out, unless `destructive` is set.
 *
 * @throws UsageError for options that make no sense, and for a server that the contract names, unless `production` is set. Whatever goes wrong with the target or the provisioner later is the
 *   result's headline, with exit code 3.
 */
export async function runConformance(options: ConformanceOptions, listener: (event: RunEvent) => void = () => {}): Promise<RunResult> {
  const { provisioner: given, ...rest } = options
  const provisioner = typeof given === 'string' ? provisionerOf(given) : given
  try {
    return await check(
      { ...defaults(options), ...(typeof given === 'string' ? { provisionerSpec: given } : {}), ...rest, provisioner },
      listener,
    )
  } finally {
    if (typeof given === 'string') await provisioner.close()
  }
}

function defaults(aim: Pick<ConformanceOptions, 'target' | 'replicas'>): Omit<CheckOptions, 'target' | 'provisioner'> {
  return {
    profile: 'quick',
    seed: randomInt(0x7fffffff),
    selection: { only: [], skip: [], allowUnexercised: [] },
    concurrency: 16,
    propagation: 0,
    requestTimeout: 2000,
    headers: [],
    replicas: [],
    probes: [],
    destructive: staysHere(aim),
  }
}
