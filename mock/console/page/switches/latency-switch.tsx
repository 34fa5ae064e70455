import type { VNode } from 'preact'
import type { Latency } from '../../../control/generated/types.ts'
import { Group } from './group.tsx'
import { NumberField } from './number-field.tsx'
import { useSwitches } from './use-switches.ts'
import { latencyWords } from './what-is-on.ts'

const shapes: readonly { readonly name: string; readonly start: Latency; readonly is: (latency: Latency) => boolean }[] = [
  { name: 'none', start: 0, is: (latency) => latency === 0 },
  { name: 'fixed', start: 300, is: (latency) => typeof latency === 'number' && latency > 0 },
  { name: 'range', start: { min: 100, max: 800 }, is: (latency) => typeof latency === 'object' && 'min' in latency },
  { name: 'long tail', start: { median: 120, p99: 2000 }, is: (latency) => typeof latency === 'object' && 'p99' in latency },
]

const most = 600_000

/** How long answers are held back. */
export function LatencySwitch(): VNode {
  const { switches, set } = useSwitches()
  const { latency } = switches
  const take = (value: Latency): void => set({ latency: value }, `Latency: ${latencyWords(value)}`)
  return (
    <Group title="Latency" state={latencyWords(latency)} isOn={latency !== 0}>
      <div class="segments" role="group" aria-label="Shape of the latency">
        {shapes.map(({ name, start, is }) => (
          <button key={name} type="button" aria-pressed={is(latency)} onClick={() => !is(latency) && take(start)}>
            {name}
          </button>
        ))}
      </div>
      <div class="fields">
        <LatencyFields latency={latency} take={take} />
      </div>
      <p class="dim">
        For one request only, send <code>Prefer: wait=…</code>
      </p>
    </Group>
  )
}

function LatencyFields({ latency, take }: { latency: Latency; take: (latency: Latency) => void }): VNode | null {
  if (typeof latency === 'number') {
    return latency === 0 ? null : <NumberField label="Every answer" unit="ms" value={latency} most={most} onChange={take} />
  }
  if ('min' in latency) {
    const { min, max } = latency
    return (
      <>
        <NumberField label="from" unit="ms" value={min} most={most} onChange={(value) => take({ min: value, max: Math.max(value, max) })} />
        <NumberField label="to" unit="ms" value={max} most={most} onChange={(value) => take({ min: Math.min(value, min), max: value })} />
      </>
    )
  }
  const { median, p99 } = latency
  return (
    <>
      <NumberField
        label="half below"
        unit="ms"
        value={median}
        most={most}
        onChange={(value) => take({ median: value, p99: Math.max(value, p99) })}
      />
      <NumberField
        label="1 % above"
        unit="ms"
        value={p99}
        most={most}
        onChange={(value) => take({ median: Math.min(value, median), p99: value })}
      />
    </>
  )
}
