import type { ReadonlySignal } from '@preact/signals'
import { batch, computed, signal } from '@preact/signals'
import type { IssuedTokens, IssueRequest, ListedToken, TokenItem } from '../../../control/generated/types.ts'
import { tickingNow } from './ticking.ts'
import type { Client } from '../wire/client.ts'
import { clientOf, Refused } from '../wire/client.ts'
import type { Connection, MockEvent } from '../wire/stream.ts'
import { streamOf } from '../wire/stream.ts'
import { applyEvents } from './apply-events.ts'
import type { Facts } from './facts.ts'
import { noFacts } from './facts.ts'
import { allTokens, loadFacts, loadOlder, loadOthers } from './load.ts'
import { standingAt } from './standing.ts'

/** One world, looked at: what is known of it, kept up to date, and how to ask for something. */
export interface Session {
  readonly client: Client
  readonly facts: Facts
  readonly connection: ReadonlySignal<Connection>
  /** Whether everything has been fetched at least once. */
  readonly isLoaded: ReadonlySignal<boolean>
  /** Whether the mock asks for its control token. */
  readonly isLocked: ReadonlySignal<boolean>
  /** Why the mock refuses this page, in its own words, as long as it does. */
  readonly refusal: ReadonlySignal<string | undefined>
  /** The tokens as they stand now, by the clock of the world. */
  readonly tokens: ReadonlySignal<readonly ListedToken[]>
  /** By the id of the token: of the seeded ones always, of those that this page issued until it is left. */
  readonly secrets: ReadonlySignal<ReadonlyMap<string, string>>
  /** The names of the tokens, by id. */
  readonly names: ReadonlySignal<ReadonlyMap<string, string>>
  /** What this page issued last, as long as its secrets are shown. */
  readonly issued: ReadonlySignal<readonly TokenItem[]>
  readonly issue: (order: IssueRequest) => Promise<readonly TokenItem[]>
  readonly hideIssued: () => void
  /** Asks for something and takes in the answer; what is told meanwhile is newer, and stays. */
  readonly inOrder: <Result>(act: () => Promise<Result>) => Promise<Result>
  /** Fetches what no event tells of: the snapshots that others keep in the same store, the requests that worlds have seen. */
  readonly refresh: () => Promise<void>
  /** Exchanges the control token for a cookie. */
  readonly signIn: (token: string) => Promise<void>
  /** Tries to connect at once. */
  readonly retry: () => void
  /** Makes the world anew that has been forgotten. */
  readonly makeAnew: () => void
  readonly close: () => void
}

/** Events are taken together, one lot a frame: a page that draws for each of a thousand a second does nothing else. */
const frame = 16

export function sessionOf(world: string): Session {
  const client = clientOf(world)
  const facts = noFacts()
  const connection = signal<Connection>('connecting')
  const isLoaded = signal(false)
  const isLocked = signal(false)
  const refusal = signal<string | undefined>(undefined)
  const own = signal<ReadonlyMap<string, string>>(new Map())
  const issued = signal<readonly TokenItem[]>([])

  let waiting: MockEvent[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let load = 0
  let fetches = 0

  const stream = streamOf(world, {
    onEvent,
    onConnection,
    onLocked: () => (isLocked.value = true),
    onRefusal: (why) => (refusal.value = why),
  })
  const names = computed(() => new Map(facts.tokens.value.map(({ id, name }) => [id, name])))
  return {
    client,
    facts,
    connection,
    isLoaded,
    isLocked,
    refusal,
    // After a reset they are gone.
    issued: computed(() => issued.value.filter(({ id }) => names.value.has(id))),
    tokens: computed(() => standingAt(facts.tokens.value, tickingNow(facts.time.value))),
    names,
    secrets: computed(() => new Map([...own.value, ...secretsIn(facts.tokens.value)])),
    async issue(order) {
      const { tokens } = await client.ask<IssuedTokens>('tokens', { body: order })
      batch(() => {
        own.value = new Map([...own.value, ...secretsIn(tokens)])
        issued.value = tokens
      })
      return tokens
    },
    hideIssued: () => (issued.value = []),
    inOrder,
    refresh,
    async signIn(token) {
      await client.ask('session', { body: { token } })
      isLocked.value = false
      stream.retry()
    },
    retry: stream.retry,
    makeAnew: stream.makeAnew,
    close() {
      load += 1
      clearTimeout(timer)
      stream.close()
    },
  }

  async function refresh(): Promise<void> {
    const mine = load
    await fetching(
      () => loadOthers(client, facts),
      () => mine === load,
    )
  }

  function onConnection(now: Connection): void {
    connection.value = now
    if (now === 'open') refusal.value = undefined
    // What is still being fetched would make the world anew, or is of no use.
    if (now === 'gone') load += 1
  }

  function onEvent(event: MockEvent): void {
    if (event.name === 'reload') void reload()
    else waiting.push(event)
    if (fetches === 0) timer ??= setTimeout(take, frame)
  }

  function take(): void {
    timer = undefined
    const events = waiting
    waiting = []
    applyEvents(facts, events)
    if (events.some(({ name }) => name === 'tokens')) void replaceTokens()
  }

  async function reload(): Promise<void> {
    const mine = (load += 1)
    const isWanted = (): boolean => mine === load
    waiting = []
    const read = async () => {
      const put = await loadFacts(client, facts)
      return () => {
        put()
        isLoaded.value = true
      }
    }
    const isDone = await fetching(read, isWanted)
    if (!isDone) return
    await loadOlder(client, facts, isWanted).catch(() => isWanted() && stream.startOver())
  }

  async function replaceTokens(): Promise<void> {
    const mine = load
    const read = async () => {
      const tokens = await allTokens(client)
      return () => (facts.tokens.value = tokens)
    }
    await fetching(read, () => mine === load)
  }

  async function fetching(read: () => Promise<() => void>, isWanted: () => boolean): Promise<boolean> {
    try {
      return await inOrder(async () => {
        const put = await read()
        if (!isWanted()) return false
        batch(put)
        return true
      })
    } catch (error) {
      lockIfAsked(error)
      if (isWanted()) stream.startOver()
      return false
    }
  }

  /** What happens while something is asked for waits, and is applied on top of it: it may be told twice, never lost. */
  async function inOrder<Result>(act: () => Promise<Result>): Promise<Result> {
    fetches += 1
    try {
      return await act()
    } finally {
      fetches -= 1
      if (fetches === 0) take()
    }
  }

  function lockIfAsked(error: unknown): void {
    if (error instanceof Refused && error.status === 401) isLocked.value = true
  }
}

function secretsIn(tokens: readonly { readonly id: string; readonly secret?: string }[]): [id: string, secret: string][] {
  return tokens.flatMap(({ id, secret }) => (secret === undefined ? [] : [[id, secret]]))
}
