import type { VNode } from 'preact'
import { useSession } from '../session/current.ts'

/** Who asks: a token whose secret the page knows, nobody, or somebody with a secret of no token. */
export function CallerSelect({ value, onChange }: { value: string; onChange: (id: string) => void }): VNode {
  const { tokens, secrets } = useSession()
  const callers = tokens.value.filter(({ id }) => secrets.value.has(id)).slice(-100)
  return (
    <select id="try-caller" aria-label="Caller" value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
      {callers.map(({ id, name, state }) => (
        <option key={id} value={id}>
          {state === 'live' ? name : `${name} (${state})`}
        </option>
      ))}
      <option value="nobody">nobody</option>
      <option value="made-up">an unknown secret</option>
    </select>
  )
}
