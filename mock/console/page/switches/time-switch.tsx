import { useSignal } from '@preact/signals'
import type { VNode } from 'preact'
import type { Time } from '../../../control/generated/types.ts'
import { dateTime } from '../parts/instants.ts'
import { attempt } from '../parts/notices.tsx'
import { tickingNow } from '../session/ticking.ts'
import { useSession } from '../session/current.ts'
import { heard } from '../session/facts.ts'
import type { Ask } from '../wire/client.ts'
import { Group } from './group.tsx'

const steps = [
  ['1 min', 60_000],
  ['1 h', 3_600_000],
  ['1 day', 86_400_000],
  ['100 years', 3_155_760_000_000],
] as const

/** What time it is: expiry, `revoked_at` and `Date` follow it. */
export function TimeSwitch(): VNode {
  const { facts, client, inOrder } = useSession()
  const time = facts.time.value
  const wanted = useSignal('')
  const asked = async (path: string, how: Ask): Promise<void> => {
    facts.time.value = heard(await client.ask<Time>(path, how))
  }
  const ask = (path: string, how: Ask, done: string): void => void attempt(() => inOrder(() => asked(path, how)), done)
  const isFrozen = time.state === 'frozen'
  const now = new Date(tickingNow(time)).toISOString()
  return (
    <Group title="Time" state={time.state === 'real' ? 'real' : `${time.state}, ${dateTime(now)}`} isOn={time.state !== 'real'}>
      <p>
        <time dateTime={now}>{dateTime(now)}</time> <span class="dim">{time.state}</span>
      </p>
      <div class="line">
        <button
          type="button"
          aria-pressed={isFrozen}
          onClick={() => ask('time', { method: 'PATCH', body: { frozen: !isFrozen } }, isFrozen ? 'Time goes on' : 'Time stands still')}
        >
          {isFrozen ? 'Let it go on' : 'Freeze'}
        </button>
        <button
          type="button"
          disabled={time.state === 'real'}
          onClick={() => ask('time', { method: 'DELETE' }, 'It is the time of this machine')}
        >
          Real time
        </button>
      </div>
      <div class="line" role="group" aria-label="Move the clock forward">
        <span class="dim">forward</span>
        {steps.map(([words, by]) => (
          <button key={words} type="button" class="chip" onClick={() => ask('time/advance', { body: { by } }, `Moved forward by ${words}`)}>
            {words}
          </button>
        ))}
      </div>
      <form
        class="line"
        onSubmit={(event) => {
          event.preventDefault()
          ask('time', { method: 'PATCH', body: { now: new Date(wanted.value).toISOString() } }, 'The clock is set')
        }}
      >
        <input
          type="datetime-local"
          step={1}
          aria-label="Time to set"
          required
          value={wanted.value}
          onInput={({ currentTarget }) => (wanted.value = currentTarget.value)}
        />
        <button type="submit">Set</button>
      </form>
    </Group>
  )
}
