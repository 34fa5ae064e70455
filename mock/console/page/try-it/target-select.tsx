import type { VNode } from 'preact'
import { useSession } from '../session/current.ts'

/** The most tokens to choose from; others are chosen by their details. */
const most = 200

/** What is to be revoked: a token, an id that nobody has, or what is no id. */
export function TargetSelect({ value, onChange }: { value: string; onChange: (tokenId: string) => void }): VNode {
  const all = useSession().tokens.value
  const shown = all.slice(0, most)
  const chosen = shown.some(({ id }) => id === value) ? undefined : all.find(({ id }) => id === value)
  return (
    <select aria-label="Target" value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
      {[...shown, ...(chosen === undefined ? [] : [chosen])].map(({ id, name, state }) => (
        <option key={id} value={id}>
          {state === 'live' ? name : `${name} (${state})`}
        </option>
      ))}
      <option value="3f0c1b52-6a55-4e0e-9d7f-2b9e6b0f9a11">an id that nobody has</option>
      <option value="not-a-uuid">not-a-uuid</option>
    </select>
  )
}
