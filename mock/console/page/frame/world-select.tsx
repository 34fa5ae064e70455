import type { VNode } from 'preact'
import { goToWorld } from '../session/current.ts'
import { useSession } from '../session/current.ts'

/** Chooses the world to look at. */
export function WorldSelect(): VNode {
  const { client, facts } = useSession()
  const names = new Set(['default', ...facts.worlds.value.map(({ name }) => name), client.world])
  return (
    <span class="world">
      <span aria-hidden="true">World</span>
      <select aria-label="World" value={client.world} onChange={({ currentTarget }) => goToWorld(currentTarget.value)}>
        {[...names].map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </span>
  )
}
