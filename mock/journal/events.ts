import type { EventData, ForcedAnswer, JournalEntry, ListedToken, ReloadEvent, WorldList } from '../control/generated/types.ts'
import type { Token } from '../model/token.ts'
import type { Entry } from './entry.ts'
import type { Happening, Log } from './log.ts'

/** Something that happened in a world. One with an id can be continued from. */
export type WorldEvent = {
  readonly [Kind in keyof EventData]: { readonly event: Kind; readonly id?: string; readonly data: EventData[Kind] }
}[keyof EventData]

export interface EventOptions {
  readonly log: Log
  /** Names this life of the world: an id of another one cannot be continued from. */
  readonly epoch: string
  readonly shown: (entry: Entry) => JournalEntry
  readonly shownToken: (token: Token) => ListedToken
  /** The forced answers that are still to be given. */
  readonly answers: () => readonly ForcedAnswer[]
  readonly worlds: WorldsNews
  /** Whether the world has been forgotten, once its log is closed. */
  readonly isGone: () => boolean
}

/** What is told of all worlds to who listens to one of them. It stands in no log, where it would take the place of entries. */
export interface WorldsNews {
  /** Grows with every world that is made or forgotten; the log of each is nudged then. */
  readonly version: number
  readonly list: () => Promise<WorldList>
}

/** So many events at once, and then a pause, so that listeners cost little however much happens. */
const batch = 100
const pace = 100

/** An empty batch comes when nothing has happened for so many ms, so that it is noticed when the listener has gone. */
const heartbeat = 15_000

/**
 * What happens in a world, in batches, from `after` on. It is pulled: nothing is kept for a listener but its place, and one
 * that is so slow that its place is gone is told to reload.
 */
export async function* eventsOf(options: EventOptions, after: string | undefined): AsyncGenerator<readonly WorldEvent[]> {
  const { log, epoch, worlds } = options
  const start = placeOf(options, after)
  let at = typeof start === 'number' ? start : log.last
  let more: Promise<void> | undefined
  let known = typeof start === 'number' ? 0 : worlds.version
  if (typeof start !== 'number') yield [{ event: 'reload', id: `${epoch}-${at}`, data: { because: start } }]
  while (!log.closed) {
    const happened = log.since(at, batch)
    if (known !== worlds.version) {
      known = worlds.version
      yield [{ event: 'worlds', data: await worlds.list() }]
    } else if (happened === undefined) {
      at = log.last
      yield [{ event: 'reload', id: `${epoch}-${at}`, data: { because: 'missed' } }]
    } else if (happened.length === 0) {
      more ??= log.more()
      if (await isFirst(more, heartbeat)) more = undefined
      else yield []
    } else {
      at = happened.at(-1)?.id ?? at
      yield toldOf(happened, options)
      if (!log.closed) await isFirst(undefined, pace)
    }
  }
  if (options.isGone()) yield [{ event: 'gone', data: {} }]
}

/** Where to continue, or why that is not possible. */
function placeOf({ log, epoch }: EventOptions, after: string | undefined): number | ReloadEvent['because'] {
  const [, life, id] = /^(.*)-(\d{1,15})$/.exec(after ?? '') ?? []
  if (id === undefined) return 'new'
  if (life !== epoch) return 'restarted'
  return log.since(Number(id), 1) === undefined ? 'missed' : Number(id)
}

/** What is left of the forced answers is told once, with the last entry that was given one. */
function toldOf(happenings: readonly Happening[], options: EventOptions): WorldEvent[] {
  const forced = happenings.findLastIndex((happening) => happening.kind === 'journal' && happening.forced === 'answer')
  return happenings.flatMap((happening, index): WorldEvent[] => {
    const told = toldOfOne(happening, options)
    return index === forced ? [{ event: 'answers', data: { answers: options.answers() } }, ...told] : told
  })
}

function toldOfOne(happening: Happening, { epoch, shown, shownToken }: EventOptions): WorldEvent[] {
  const id = `${epoch}-${happening.id}`
  if (happening.kind !== 'journal') return [{ event: happening.kind, id, data: happening.shown } as WorldEvent]
  const entry: WorldEvent = { event: 'journal', id, data: shown(happening) }
  // Only the last of these has an id: whoever was cut off between them gets all of them again.
  const { record } = happening
  return record === undefined ? [entry] : [{ event: 'token', data: { change: 'revoked', token: shownToken(record) } }, entry]
}

/** Whether something happens before so many ms have passed. */
async function isFirst(event: Promise<void> | undefined, milliseconds: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds)
  })
  const first = await Promise.race(event === undefined ? [late] : [event.then(() => true), late])
  clearTimeout(timer)
  return first
}
