import type { VNode } from 'preact'
import { useSession } from '../session/current.ts'
import { Group } from './group.tsx'
import { NumberField } from './number-field.tsx'
import { useSwitches } from './use-switches.ts'
import { percent } from './what-is-on.ts'

/** What becomes of answers on their way, and of how many. */
export function NetworkFaults(): VNode {
  const { network: known } = useSession().facts.catalogue.value
  const { switches, set } = useSwitches()
  const { network } = switches
  const on = known.filter(({ name }) => (network[name] ?? 0) > 0)
  return (
    <Group
      title="Network faults"
      state={on.map(({ name }) => `${name} ${percent(network[name] ?? 0)}`).join(', ') || 'none'}
      isOn={on.length > 0}
    >
      <p class="dim">The share of requests that meet each fault. The request has had its effect all the same.</p>
      <ul class="choices">
        {known.map(({ name, summary }) => (
          <li key={name}>
            <NumberField
              label={name}
              unit="%"
              value={Number(((network[name] ?? 0) * 100).toFixed(1))}
              most={100}
              step="any"
              onChange={(value) => set({ network: { ...network, [name]: value / 100 } }, `${name}: ${value} % of requests`)}
            />
            <p class="dim">{summary}</p>
          </li>
        ))}
      </ul>
      <p class="dim">
        For one request only, send <code>Prefer: fault=…</code>
      </p>
    </Group>
  )
}
