import type { EventData } from '../../../control/generated/types.ts'

/** One event, with its name. */
export type MockEvent = { [Name in keyof EventData]: { readonly name: Name; readonly data: EventData[Name] } }[keyof EventData]

/** Whether events come: `paused` while nobody looks at the page, `gone` once the world has been forgotten. */
export type Connection = 'connecting' | 'open' | 'lost' | 'paused' | 'gone'

export interface StreamOptions {
  readonly onEvent: (event: MockEvent) => void
  readonly onConnection: (connection: Connection) => void
  /** Told when the mock asks for its control token. */
  readonly onLocked: () => void
  /** Told after every failure: why the mock refuses the page, in its own words; `undefined` when it says nothing, or is not there. */
  readonly onRefusal: (why: string | undefined) => void
}

export interface Stream {
  /** Tries at once instead of when the next try is due. */
  readonly retry: () => void
  /** Begins anew after a pause, with a reload: what was told last did not arrive in full. */
  readonly startOver: () => void
  /** Begins anew at once, in a world of the same name if this one is gone. */
  readonly makeAnew: () => void
  readonly close: () => void
}

const names: readonly MockEvent['name'][] = [
  'reload',
  'journal',
  'journal-cleared',
  'token',
  'tokens',
  'switches',
  'answers',
  'time',
  'snapshots',
  'worlds',
]

/** Between two tries, in ms: the second figure once the first has failed, and so on; the last for ever. */
const patience = [250, 1000, 2000, 4000]

/**
 * Listens to what happens in a world, and goes on where it was after every interruption. It lets go of its connection while
 * the page is hidden: a browser opens six to one server at most, and the application under development needs some of them.
 */
export function streamOf(world: string, { onEvent, onConnection, onLocked, onRefusal }: StreamOptions): Stream {
  let source: EventSource | undefined
  let last = ''
  let isGone = false
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  document.addEventListener('visibilitychange', look)
  look()
  return {
    retry: open,
    startOver() {
      last = ''
      fail()
    },
    makeAnew() {
      last = ''
      isGone = false
      open()
    },
    close() {
      document.removeEventListener('visibilitychange', look)
      drop()
    },
  }

  function look(): void {
    if (isGone) return
    if (document.visibilityState === 'visible') return open()
    drop()
    onConnection('paused')
  }

  function open(): void {
    drop()
    if (failures === 0) onConnection('connecting')
    const opened = new EventSource(address())
    source = opened
    opened.addEventListener('open', () => {
      failures = 0
      onConnection('open')
    })
    opened.addEventListener('error', fail)
    opened.addEventListener('gone', goAway)
    for (const name of names) {
      opened.addEventListener(name, ({ data, lastEventId }: MessageEvent<string>) => {
        if (lastEventId !== '') last = lastEventId
        onEvent({ name, data: JSON.parse(data) })
      })
    }
  }

  function address(): string {
    return `events?${new URLSearchParams({ world, ...(last === '' ? {} : { after: last }) })}`
  }

  /** An `EventSource` that was refused, or whose proxy answers for a dead server, would never try again by itself. */
  function fail(): void {
    drop()
    onConnection('lost')
    timer = setTimeout(open, patience[Math.min(failures, patience.length - 1)])
    failures += 1
    askWhy(address()).then(
      ({ status, detail }) => {
        if (status === 401) onLocked()
        else if (status === 404) goAway()
        else onRefusal(detail)
      },
      () => onRefusal(undefined),
    )
  }

  function goAway(): void {
    isGone = true
    drop()
    onConnection('gone')
  }

  function drop(): void {
    clearTimeout(timer)
    source?.close()
    source = undefined
  }
}

/** An `EventSource` does not say why it was refused. */
async function askWhy(address: string): Promise<{ readonly status: number; readonly detail: string | undefined }> {
  const response = await fetch(address)
  const { status } = response
  // It would go on for ever.
  if (response.ok) await response.body?.cancel()
  const answer: unknown = response.ok ? undefined : await response.json().catch(() => undefined)
  const detail = (answer as { detail?: unknown } | null | undefined)?.detail
  return { status, detail: typeof detail === 'string' ? detail : undefined }
}
