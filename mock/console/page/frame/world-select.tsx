import type { VNode } from 'preact'
import { goToWorld } from '../session/current.ts'
import { useSession } from '../session/current.ts'

/** Chooses the world to look at. */
export function WorldSelect(): VNode {
  const { client, facts } = useSession()
  const names = new Set(['default', ...facts.worlds.value.map(({ name }) => name), client.world])
  return (
    <label class="world">
      World
      <select value={client.world} onChange={({ currentTarget }) => goToWorld(currentTarget.value)}>
        {[...names].map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
