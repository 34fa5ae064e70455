import type { WorldEvent } from '../journal/events.ts'
import type { Answer } from '../pipeline/answer.ts'
import { json } from '../pipeline/answer.ts'
import { valuesOf } from '../pipeline/incoming.ts'
import type { Acts, Call } from './call.ts'
import { done } from './call.ts'
import { notFound } from './errors.ts'
import type { JournalMatch } from './generated/types.ts'

type JournalOperation = 'listJournal' | 'clearJournal' | 'getEntry' | 'waitForEntry' | 'verifyJournal' | 'events'

/** What came in and what was answered: asked for, waited for, counted, listened to. */
export const journalActs: Acts<JournalOperation> = {
  async listJournal({ world, query }) {
    const { limit, before, after, caller, world: _, ...rest } = query
    const match = { ...rest, ...(caller === undefined ? {} : { caller: caller === '' ? null : caller }) } as JournalMatch
    return json(200, await world.journal.page({ match, ...numbers({ limit, before, after }) }))
  },
  clearJournal({ world }) {
    world.journal.clear()
    return done
  },
  getEntry({ world, path: { id = '' } }) {
    return /^\d{1,15}$/.test(id) ? json(200, world.journal.entry(Number(id))) : notFound(`The journal has no entry "${id.slice(0, 100)}".`)
  },
  waitForEntry: async ({ world, body }) => json(200, await world.journal.wait(body)),
  verifyJournal: async ({ world, body }) => json(200, { count: await world.journal.verify(body) }),
  events: (call) => eventStream(call.world.events(lastEventOf(call))),
}

/** The id of the event that a listener had last. */
export function lastEventOf({ request, query }: Pick<Call, 'request' | 'query'>): string | undefined {
  const last = valuesOf(request, 'last-event-id')[0] ?? query['after']
  return last === undefined ? undefined : String(last)
}

function numbers(given: Readonly<Record<string, unknown>>): Record<string, number> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Record<string, number>
}

/** @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation */
function eventStream(batches: AsyncIterable<readonly WorldEvent[]>): Answer {
  return {
    status: 200,
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
    body: '',
    stream: textOf(batches),
  }
}

async function* textOf(batches: AsyncIterable<readonly WorldEvent[]>): AsyncGenerator<string> {
  // A page that has lost the mock tries again every second.
  yield 'retry: 1000\n\n'
  for await (const batch of batches) yield batch.length === 0 ? ':\n\n' : batch.map(lines).join('')
}

function lines({ event, id, data }: WorldEvent): string {
  return `event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`
}
