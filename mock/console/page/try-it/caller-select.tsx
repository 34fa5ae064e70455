import type { VNode } from 'preact'
import type { ListedToken } from '../../../control/generated/types.ts'
import { strangers } from './callers.ts'

/** Who asks: a token whose secret the page knows, nobody, or somebody with a secret of no token. */
export function CallerSelect({
  callers,
  value,
  onChange,
}: {
  callers: readonly ListedToken[]
  value: string
  onChange: (id: string) => void
}): VNode {
  return (
    <select id="try-caller" aria-label="Caller" value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
      {callers.map(({ id, name, state }) => (
        <option key={id} value={id}>
          {state === 'live' ? name : `${name} (${state})`}
        </option>
      ))}
      {strangers.map(([id, words]) => (
        <option key={id} value={id}>
          {words}
        </option>
      ))}
    </select>
  )
}
