import type { VNode } from 'preact'
import { ContractFaults } from './contract-faults.tsx'
import { ForcedAnswers } from './forced-answers.tsx'
import { LatencySwitch } from './latency-switch.tsx'
import { NetworkFaults } from './network-faults.tsx'
import { ReadingsSwitch } from './readings-switch.tsx'
import { Snapshots } from './snapshots.tsx'
import { TimeSwitch } from './time-switch.tsx'
import { Worlds } from './worlds.tsx'

/** How the world behaves otherwise than by itself. Each group says in its heading what is on. */
export function SwitchesPane(): VNode {
  return (
    <section class="pane switches" aria-labelledby="switches">
      <header>
        <h2 id="switches" tabIndex={-1}>
          Switches
        </h2>
      </header>
      <div class="groups">
        <LatencySwitch />
        <NetworkFaults />
        <ForcedAnswers />
        <ContractFaults />
        <TimeSwitch />
        <ReadingsSwitch />
        <Snapshots />
        <Worlds />
      </div>
    </section>
  )
}
