import type { VNode } from 'preact'
import { attempt } from '../parts/notices.tsx'
import { useSession } from '../session/current.ts'
import type { Ask } from '../wire/client.ts'
import { Group } from './group.tsx'
import { NameForm } from './name-form.tsx'

/** The tokens as they were at some time, under a name. */
export function Snapshots(): VNode {
  const { facts, client, refresh } = useSession()
  const snapshots = facts.snapshots.value
  const ask = (path: string, method: Ask['method'], done: string): void =>
    void attempt(() => client.ask(`snapshots/${path}`, { method: method ?? 'POST' }), done)
  return (
    <Group title="Snapshots" state={snapshots.length === 0 ? 'none' : String(snapshots.length)} isOn={false} onOpen={() => void refresh()}>
      <NameForm label="Name of the snapshot" action="Save" onName={(name) => ask(name, 'PUT', `${name} is saved`)} />
      <ul class="choices">
        {snapshots.map(({ name, tokens }) => (
          <li key={name} class="line">
            <span>
              {name} <span class="dim">{`${tokens.toLocaleString()} tokens`}</span>
            </span>
            <button type="button" aria-label={`Restore ${name}`} onClick={() => ask(`${name}/restore`, 'POST', `${name} is restored`)}>
              Restore
            </button>
            <button type="button" class="quiet" aria-label={`Forget ${name}`} onClick={() => ask(name, 'DELETE', `${name} is forgotten`)}>
              Forget
            </button>
          </li>
        ))}
      </ul>
    </Group>
  )
}
