import { useSignal } from '@preact/signals'
import type { VNode } from 'preact'
import type { Adoption, CatalogueReading } from '../../../control/generated/types.ts'
import { Foreign } from '../parts/foreign.tsx'
import { attempt } from '../parts/notices.tsx'
import { useSession } from '../session/current.ts'
import { Group } from './group.tsx'
import { useSwitches } from './use-switches.ts'

/** Where the contract leaves a choice, the one that is made. */
export function ReadingsSwitch(): VNode {
  const { facts, client } = useSession()
  const { switches, set } = useSwitches()
  const adoption = useSignal<Adoption | undefined>(undefined)
  const { readings } = switches
  const changed = Object.entries(readings)
  const take = ({ name, default: usual }: CatalogueReading, value: string): void => {
    const { [name]: _, ...others } = readings
    set({ readings: value === usual ? others : { ...others, [name]: value } }, `${name}: ${value}`)
  }
  const adopt = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return
    await attempt(async () => {
      adoption.value = await client.ask<Adoption>('like', { body: JSON.parse(await file.text()) })
    }, 'The readings of the report are taken')
  }
  return (
    <Group title="Readings" state={changed.map(([name, value]) => `${name}=${value}`).join(', ') || 'defaults'} isOn={changed.length > 0}>
      <label class="file">
        <span>
          As your backend does: a <code>report.json</code> of <code>check</code>
        </span>
        <input type="file" accept="application/json,.json" onChange={({ currentTarget }) => void adopt(currentTarget.files?.[0])} />
      </label>
      {adoption.value !== undefined && <Adopted adoption={adoption.value} />}
      <ul class="choices long">
        {facts.catalogue.value.readings.map((reading) => (
          <li key={reading.name} data-on={readings[reading.name] === undefined ? undefined : ''}>
            <label class="pick">
              <span>{reading.name}</span>
              <select
                value={readings[reading.name] ?? reading.default}
                onChange={({ currentTarget }) => take(reading, currentTarget.value)}
              >
                {reading.values.map(({ value, verdict }) => (
                  <option key={value} value={value}>
                    {verdict === 'warned' ? `${value} (a warning)` : value}
                  </option>
                ))}
              </select>
            </label>
            <p class="dim">{reading.about}</p>
          </li>
        ))}
      </ul>
    </Group>
  )
}

function Adopted({ adoption: { readings, left } }: { adoption: Adoption }): VNode {
  return (
    <div class="adopted" role="status">
      <p>{Object.keys(readings).length} readings were taken.</p>
      {left.length > 0 && (
        <ul>
          {left.map(({ name, why }) => (
            <li key={name}>
              <Foreign text={`${name}: ${why}`} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
