import type { Contract } from '../../contract/index.ts'
import type { NetworkFault, Switches } from '../control/generated/types.ts'
import { toFault, withFaults } from '../faults/index.ts'
import type { Bench } from '../faults/fault.ts'
import type { RandomBytes } from '../model/random.ts'
import { baseSteps } from '../pipeline/base-steps.ts'
import type { Pipeline, PipelineOptions } from '../pipeline/pipeline.ts'
import { pipelineOf } from '../pipeline/pipeline.ts'
import type { Steps } from '../pipeline/steps.ts'
import type { Readings } from '../readings/readings.ts'
import { toReadings } from '../readings/readings.ts'
import { waitsOf } from '../switches/latency.ts'
import { fatesOf } from '../switches/network.ts'

/** How a world answers with its switches as they are: everything that is worked out once, not for each request. */
export interface Behaviour {
  readonly switches: Switches
  readonly readings: Readings
  readonly steps: Steps
  readonly pipeline: Pipeline
  /** Whether answers go out at once and whole. */
  readonly isCalm: boolean
  /** How long the next answer waits, in ms, and what becomes of it. */
  readonly nextWait: () => number
  readonly nextFate: () => NetworkFault | undefined
}

/** The contract that is served, and what stock Prism says about it. */
export interface Served extends Pick<PipelineOptions, 'stock'> {
  readonly contract: Contract
}

export interface BehaviourOptions extends Served, Omit<Bench, 'value'>, Pick<PipelineOptions, 'intercept'> {
  /** For chances, which are the same for one seed. */
  readonly chance: RandomBytes
}

/** The behaviour of these switches; its faults remember nothing yet. */
export function behaviourOf(switches: Switches, { chance, intercept, stock, ...bench }: BehaviourOptions): Behaviour {
  const readings = toReadings(switches.readings)
  const { contract } = bench
  const steps = withFaults(baseSteps({ ...bench, readings }), switches.faults.map(toFault), bench)
  const bodyFirst = readings['check-order'] === 'body-first'
  return {
    switches,
    readings,
    steps,
    pipeline: pipelineOf({ contract, steps, stock, bodyFirst, intercept }),
    isCalm: switches.latency === 0 && Object.values(switches.network).every((rate) => rate === 0),
    nextWait: waitsOf(switches.latency, chance),
    nextFate: fatesOf(switches.network, chance),
  }
}
