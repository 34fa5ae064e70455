import type { VNode } from 'preact'
import { attempt } from '../parts/notices.tsx'
import { goToWorld, useSession } from '../session/current.ts'
import { Group } from './group.tsx'
import { NameForm } from './name-form.tsx'

/** The worlds in use: each has tokens, a journal, switches and a clock of its own. */
export function Worlds(): VNode {
  const { facts, client, refresh } = useSession()
  const worlds = facts.worlds.value
  const forget = (name: string): void =>
    void attempt(async () => {
      await client.ask(`worlds/${name}`, { method: 'DELETE' })
      if (name === client.world) goToWorld('default')
    }, `${name} is forgotten`)
  return (
    <Group title="Worlds" state={client.world} isOn={false} onOpen={() => void refresh()}>
      <p class="dim">
        Requests with <code>X-Mock-World: NAME</code> see a world of their own.
      </p>
      <NameForm label="Name of the world" action="Open" onName={goToWorld} />
      <ul class="choices">
        {worlds.map(({ name, requests }) => (
          <li key={name} class="line" data-on={name === client.world ? '' : undefined}>
            <span>
              {name} <span class="dim">{`${requests.toLocaleString()} requests`}</span>
            </span>
            {name !== client.world && (
              <button type="button" aria-label={`Look at ${name}`} onClick={() => goToWorld(name)}>
                Look
              </button>
            )}
            {name !== 'default' && (
              <button type="button" class="quiet" aria-label={`Forget ${name}`} onClick={() => forget(name)}>
                Forget
              </button>
            )}
          </li>
        ))}
      </ul>
    </Group>
  )
}
