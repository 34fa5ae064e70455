import type { VNode } from 'preact'
import { useSession } from '../session/current.ts'
import { strangeIds } from './targets.ts'

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
      {strangeIds.map(([id, words]) => (
        <option key={id} value={id}>
          {words}
        </option>
      ))}
    </select>
  )
}
