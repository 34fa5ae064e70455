import type { VNode } from 'preact'
import { useSession } from '../session/current.ts'
import { whatIsOn } from '../switches/what-is-on.ts'
import { attempt } from '../parts/notices.tsx'
import { goTo } from './panes.ts'

/** What makes the mock behave otherwise than it does by itself, on one line. */
export function SwitchedOn(): VNode | null {
  const { facts, client } = useSession()
  const on = whatIsOn(facts)
  if (on.length === 0) return null
  const off = (): void =>
    void attempt(() => client.ask('reset', { body: { parts: ['switches', 'answers', 'time'] } }), 'Every switch is as it was at the start')
  return (
    <div class="switched-on">
      <button type="button" class="chips" onClick={() => goTo('switches')} aria-label={`Switched on: ${on.join(', ')}`}>
        {on.slice(0, 3).map((each) => (
          <span key={each} class="chip">
            {each}
          </span>
        ))}
        {on.length > 3 && <span class="chip">{`${on.length - 3} more`}</span>}
      </button>
      <button type="button" class="quiet" onClick={off}>
        All off
      </button>
    </div>
  )
}
