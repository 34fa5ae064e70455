import type { VNode } from 'preact'
import { useSession } from '../session/current.ts'
import { pane, panes } from './panes.ts'

/** Chooses the part to be shown where there is no room for all three. */
export function PaneTabs(): VNode {
  const { facts } = useSession()
  const counts = { tokens: facts.tokens.value.length, journal: facts.journal.value.entries.length, switches: undefined }
  return (
    <nav class="tabs" aria-label="Parts of the page">
      {panes.map(({ name, title }) => (
        <button key={name} type="button" aria-current={pane.value === name ? 'true' : undefined} onClick={() => (pane.value = name)}>
          {title}
          {counts[name] !== undefined && <span class="count">{counts[name].toLocaleString()}</span>}
        </button>
      ))}
    </nav>
  )
}
