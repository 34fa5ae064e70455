import type {
  ForcedAnswerList,
  JournalEntry,
  NothingMore,
  ReloadEvent,
  Switches,
  Time,
  TokenEvent,
  TokensEvent,
} from '../../../control/generated/types.ts'

/** What the stream of events says, by name; `x-events` of the document. */
interface EventData {
  readonly reload: ReloadEvent
  readonly journal: JournalEntry
  readonly 'journal-cleared': NothingMore
  readonly token: TokenEvent
  readonly tokens: TokensEvent
  readonly switches: Switches
  readonly answers: ForcedAnswerList
  readonly time: Time
}

/** One event, with its name. */
export type MockEvent = { [Name in keyof EventData]: { readonly name: Name; readonly data: EventData[Name] } }[keyof EventData]

/** Whether events come: `paused` while nobody looks at the page. */
export type Connection = 'connecting' | 'open' | 'lost' | 'paused'

export interface Stream {
  /** Tries at once instead of when the next try is due. */
  readonly retry: () => void
  /** Begins anew after a pause, with a reload: what was told last did not arrive in full. */
  readonly startOver: () => void
  readonly close: () => void
}

const names: readonly MockEvent['name'][] = ['reload', 'journal', 'journal-cleared', 'token', 'tokens', 'switches', 'answers', 'time']

/** Between two tries, in ms: the second figure once the first has failed, and so on; the last for ever. */
const patience = [250, 1000, 2000, 4000]

/**
 * Listens to what happens in a world, and goes on where it was after every interruption. It lets go of its connection while
 * the page is hidden: a browser opens six to one server at most, and the application under development needs some of them.
 */
export function streamOf(
  world: string,
  { onEvent, onConnection }: { onEvent: (event: MockEvent) => void; onConnection: (connection: Connection) => void },
): Stream {
  let source: EventSource | undefined
  let last = ''
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
    close() {
      document.removeEventListener('visibilitychange', look)
      drop()
    },
  }

  function look(): void {
    if (document.visibilityState === 'visible') return open()
    drop()
    onConnection('paused')
  }

  function open(): void {
    drop()
    if (failures === 0) onConnection('connecting')
    const query = new URLSearchParams({ world, ...(last === '' ? {} : { after: last }) })
    const opened = new EventSource(`events?${query}`)
    source = opened
    opened.addEventListener('open', () => {
      failures = 0
      onConnection('open')
    })
    opened.addEventListener('error', fail)
    for (const name of names) {
      opened.addEventListener(name, ({ data, lastEventId }: MessageEvent<string>) => {
        last = lastEventId
        onEvent({ name, data: JSON.parse(data) })
      })
    }
  }

  /** An `EventSource` that was refused, or whose proxy answers for a dead server, would never try again by itself. */
  function fail(): void {
    drop()
    onConnection('lost')
    timer = setTimeout(open, patience[Math.min(failures, patience.length - 1)])
    failures += 1
  }

  function drop(): void {
    clearTimeout(timer)
    source?.close()
    source = undefined
  }
}
