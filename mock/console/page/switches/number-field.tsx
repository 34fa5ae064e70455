import type { VNode } from 'preact'

/** A number with its unit. It is taken when the field is left or Enter is pressed, and only where it is one. */
export function NumberField({
  label,
  unit,
  value,
  most,
  step = 1,
  onChange,
}: {
  label: string
  unit: string
  value: number
  most: number
  step?: number | 'any'
  onChange: (value: number) => void
}): VNode {
  return (
    <label class="number">
      <span>{label}</span>
      <input
        type="number"
        inputMode="decimal"
        min={0}
        max={most}
        step={step}
        value={value}
        onChange={({ currentTarget }) => {
          if (currentTarget.reportValidity() && currentTarget.value !== '') onChange(currentTarget.valueAsNumber)
        }}
      />
      <span class="dim">{unit}</span>
    </label>
  )
}
