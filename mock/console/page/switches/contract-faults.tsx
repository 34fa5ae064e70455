import { useSignal } from '@preact/signals'
import type { VNode } from 'preact'
import type { CatalogueFault } from '../../../control/generated/types.ts'
import { useSession } from '../session/current.ts'
import { Group } from './group.tsx'
import { NumberField } from './number-field.tsx'
import { useSwitches } from './use-switches.ts'

/** Promises of the contract to break. */
export function ContractFaults(): VNode {
  const { faults: known } = useSession().facts.catalogue.value
  const { switches, set } = useSwitches()
  const words = useSignal('')
  const { faults } = switches
  const wanted = words.value.trim().toLowerCase()
  const shown = known.filter(({ name, family, summary }) => `${name} ${family} ${summary}`.toLowerCase().includes(wanted))
  const isOn = ({ name }: CatalogueFault): boolean => faults.some((each) => nameOf(each) === name)
  const ordered = [...shown.filter(isOn), ...shown.filter((fault) => !isOn(fault))]
  const change = (fault: CatalogueFault, text: string | undefined): void => {
    const others = faults.filter((each) => nameOf(each) !== fault.name)
    const isAdded = text !== undefined
    set({ faults: isAdded ? [...others, text] : others }, `${fault.name} is ${isAdded ? 'on' : 'off'}`)
  }
  return (
    <Group title="Contract faults" state={faults.join(', ') || 'none'} isOn={faults.length > 0}>
      <input
        type="search"
        aria-label="Filter the faults"
        placeholder={`Filter ${known.length} faults`}
        value={words.value}
        onInput={({ currentTarget }) => (words.value = currentTarget.value)}
      />
      <ul class="choices long">
        {ordered.map((fault) => (
          <FaultChoice key={fault.name} fault={fault} text={faults.find((each) => nameOf(each) === fault.name)} onChange={change} />
        ))}
      </ul>
    </Group>
  )
}

function FaultChoice({
  fault,
  text,
  onChange,
}: {
  fault: CatalogueFault
  /** As it is switched on, such as `grace-period=100`; undefined when it is off. */
  text: string | undefined
  onChange: (fault: CatalogueFault, text: string | undefined) => void
}): VNode {
  const { name, summary, level, parameter } = fault
  const given = Number(text?.split('=')[1] ?? parameter?.default)
  return (
    <li>
      <label class="check">
        <input
          type="checkbox"
          checked={text !== undefined}
          onChange={({ currentTarget }) => onChange(fault, currentTarget.checked ? name : undefined)}
        />
        {name}
        {level === 'should' && <span class="dim">should</span>}
      </label>
      <p class="dim">{summary}</p>
      {text !== undefined && parameter !== undefined && (
        <NumberField
          label="with"
          unit={parameter.unit}
          value={given}
          most={1e9}
          step="any"
          onChange={(value) => onChange(fault, `${name}=${value}`)}
        />
      )}
    </li>
  )
}

function nameOf(text: string): string {
  return text.split('=')[0] ?? text
}
