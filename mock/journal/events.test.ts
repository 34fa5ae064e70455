import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createHandler } from '../create-handler.ts'
import { nobody, setup } from '../testing/setup.ts'
import type { Bench } from '../testing/setup.ts'

interface Told {
  readonly event: string
  readonly id: string | undefined
  readonly data: Readonly<Record<string, unknown>>
}

/** Listens as a browser does; `next` gives so many events. */
async function listening(url: string, lastId?: string): Promise<{ next: (count: number) => Promise<Told[]>; stop: () => void }> {
  const abort = new AbortController()
  const headers = lastId === undefined ? {} : { 'last-event-id': lastId }
  const response = await fetch(url, { signal: abort.signal, headers })
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  const decoder = new TextDecoder()
  let text = ''
  const stop = (): void => abort.abort()
  onTestFinished(stop)
  return {
    stop,
    async next(count) {
      const told: Told[] = []
      while (told.length < count) {
        const end = text.indexOf('\n\n')
        if (end < 0) {
          const { value } = await reader.read()
          text += decoder.decode(value, { stream: true })
          continue
        }
        const lines = new Map(
          text
            .slice(0, end)
            .split('\n')
            .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
        )
        text = text.slice(end + 2)
        const event = lines.get('event')
        if (event !== undefined) told.push({ event, id: lines.get('id'), data: JSON.parse(lines.get('data') ?? '') as Told['data'] })
      }
      return told
    },
  }
}

const eventsAt = ({ mock }: Bench): string => `${mock.url}/_mock/events`

test('everything that happens is told, a revocation with the token that it is of', async () => {
  const bench = await setup()
  const { mock, revoke } = bench
  const { next } = await listening(eventsAt(bench))
  expect(await next(1)).toMatchObject([{ event: 'reload', data: { because: 'new' } }])
  await revoke(mock.tokens.revocable[0].id, { body: '{"reason": "x"}' })
  await revoke(nobody)
  mock.switches.set({ latency: 1 })
  mock.time.set({ frozen: true })
  await mock.issue('outsider')
  await mock.revoke('revocable-2')
  await mock.revoke('revocable-2')
  await mock.expire('outsider-1')
  await mock.answers.force({ answer: { status: 503 } })
  expect(await next(9)).toMatchObject([
    {
      event: 'token',
      id: undefined,
      data: { change: 'revoked', token: { name: 'revocable-1', state: 'revoked', revocation_reason: 'x' } },
    },
    { event: 'journal', data: { effect: 'revoked' } },
    { event: 'journal', data: { answer: { status: 404 } } },
    { event: 'switches', data: { latency: 1 } },
    { event: 'time', data: { state: 'frozen' } },
    { event: 'tokens', data: { change: 'issued' } },
    { event: 'token', data: { token: { name: 'revocable-2' } } },
    { event: 'token', data: { change: 'moved', token: { name: 'outsider-1', state: 'expired' } } },
    { event: 'answers', data: { answers: [{ left: 1 }] } },
  ])
  mock.journal.clear()
  expect(await next(1)).toMatchObject([{ event: 'journal-cleared', data: {} }])
})

test('what is left of the forced answers is told when one has been given', async () => {
  const bench = await setup()
  const { next } = await listening(eventsAt(bench))
  await bench.mock.answers.force({ answer: { status: 503 }, times: 2 })
  expect(await next(2)).toMatchObject([{ event: 'reload' }, { event: 'answers', data: { answers: [{ left: 2 }] } }])
  await bench.revoke(nobody)
  expect(await next(2)).toMatchObject([
    { event: 'answers', id: undefined, data: { answers: [{ left: 1 }] } },
    { event: 'journal', data: { forced: 'answer' } },
  ])
  await bench.revoke(nobody)
  expect(await next(2)).toMatchObject([{ event: 'answers', data: { answers: [] } }, { event: 'journal' }])
})

test('snapshots that are saved, replaced and forgotten are told', async () => {
  const bench = await setup()
  const { snapshots, issue } = bench.mock
  const { next } = await listening(eventsAt(bench))
  await snapshots.save('one')
  await issue('manager')
  await snapshots.save('one')
  await snapshots.forget('one')
  expect(await next(5)).toMatchObject([
    { event: 'reload' },
    { event: 'snapshots', data: { snapshots: [{ name: 'one', tokens: 6 }] } },
    { event: 'tokens' },
    { event: 'snapshots', data: { snapshots: [{ name: 'one', tokens: 7 }] } },
    { event: 'snapshots', data: { snapshots: [] } },
  ])
})

describe('worlds', () => {
  const told = (...names: string[]): object => ({ event: 'worlds', data: { worlds: names.map((name) => ({ name })) } })

  test('that are made and forgotten are told in every other, and take no room in a journal', async () => {
    const bench = await setup({ journal: 2 })
    await bench.revoke(nobody)
    const { next, stop } = await listening(eventsAt(bench))
    const [reload] = await next(1)
    await bench.mock.world('a')
    expect(await next(1)).toMatchObject([told('default', 'a')])
    stop()
    for (const name of ['b', 'c', 'd']) await bench.mock.world(name)
    for (const name of ['b', 'c', 'd']) await bench.mock.removeWorld(name)
    const again = await listening(eventsAt(bench), reload?.id)
    expect(await again.next(1)).toMatchObject([told('default', 'a')])
    expect((await bench.mock.journal.page()).entries).toHaveLength(1)
  })

  test('that are forgotten say so to who listens, and are not made anew by who goes on listening', async () => {
    const bench = await setup()
    const here = `${eventsAt(bench)}?world=a`
    const { next } = await listening(here)
    const [reload] = await next(1)
    await bench.mock.removeWorld('a')
    expect(await next(1)).toMatchObject([{ event: 'gone', data: {} }])
    const again = await bench.send({
      path: '/_mock/events?world=a',
      method: 'GET',
      as: null,
      headers: [`Last-Event-ID: ${reload?.id ?? ''}`],
    })
    expect(again).toMatchObject({ status: 404, json: { detail: expect.stringContaining('The world "a" has been forgotten.') as string } })
    expect(await bench.mock.worlds()).toEqual(['default'])
    const anew = await listening(here)
    expect(await anew.next(1)).toMatchObject([{ event: 'reload', data: { because: 'new' } }])
  })

  test('of a mock that was started anew are made anew by who goes on listening', async () => {
    const before = await setup()
    const [reload] = await (await listening(`${eventsAt(before)}?world=a`)).next(1)
    const bench = await setup()
    const { next } = await listening(`${eventsAt(bench)}?world=a`, reload?.id)
    expect(await next(1)).toMatchObject([{ event: 'reload', data: { because: 'restarted' } }])
  })
})

test('a reconnect misses nothing and gets nothing twice, wherever the connection was cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }), async (parts) => {
      const bench = await setup()
      const first = await listening(eventsAt(bench))
      const [reload] = await first.next(1)
      let last = reload?.id
      first.stop()
      const seen: unknown[] = []
      let sent = 0
      for (const part of parts) {
        for (let count = 0; count < part; count += 1) {
          sent += 1
          await bench.revoke(nobody, { body: JSON.stringify({ reason: `r-${sent}` }) })
        }
        const listener = await listening(eventsAt(bench), last)
        // Cut before the last of them has been read.
        for (const { id, data } of await listener.next(Math.max(1, part - 1))) {
          seen.push(data['reason'])
          last = id ?? last
        }
        listener.stop()
      }
      const rest = await listening(eventsAt(bench), last)
      for (const { data } of await rest.next(sent - seen.length)) seen.push(data['reason'])
      expect(seen).toEqual(Array.from({ length: sent }, (_, index) => `r-${index + 1}`))
    }),
    { numRuns: 8 },
  )
})

describe('who cannot continue is told to reload:', () => {
  test('too much has happened since', async () => {
    const bench = await setup({ journal: 3 })
    const { next, stop } = await listening(eventsAt(bench))
    const [{ id } = { id: undefined }] = await next(1)
    stop()
    for (let count = 0; count < 5; count += 1) await bench.revoke(nobody)
    const again = await listening(eventsAt(bench), id)
    expect(await again.next(1)).toMatchObject([{ event: 'reload', data: { because: 'missed' } }])
  })

  test.each(['another-5', 'nonsense', ''])('the id is of another life: %j', async (id) => {
    const bench = await setup()
    const { next } = await listening(`${eventsAt(bench)}?after=${id}`)
    const [told] = await next(1)
    expect(told).toMatchObject({ event: 'reload' })
    expect(['restarted', 'new']).toContain(told?.data['because'])
  })
})

test('two listeners and two worlds do not disturb each other', async () => {
  const bench = await setup()
  await bench.mock.world('b')
  const here = await listening(eventsAt(bench))
  const there = await listening(`${eventsAt(bench)}?world=b`)
  await Promise.all([here.next(1), there.next(1)])
  await bench.revoke(nobody, { body: '{"reason": "here"}' })
  await bench.revoke(nobody, { headers: ['X-Mock-World: b'], body: '{"reason": "there"}' })
  expect(await here.next(1)).toMatchObject([{ data: { reason: 'here' } }])
  expect(await there.next(1)).toMatchObject([{ data: { reason: 'there' } }])
})

test('a mock ends at once although somebody listens, and the stream ends', async () => {
  const bench = await setup()
  const response = await fetch(eventsAt(bench))
  const text = response.text()
  const begun = performance.now()
  await bench.mock.close(60_000)
  expect(performance.now() - begun).toBeLessThan(30_000)
  expect(await text).toContain('event: reload')
})

test('a function that answers requests streams, too', async () => {
  const mock = createHandler()
  const response = await mock(new Request('http://mock.test/_mock/events'))
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  let text = ''
  while (!text.includes('event: reload')) text += new TextDecoder().decode((await reader.read()).value)
  await mock.issue('manager')
  while (!text.includes('event: tokens')) text += new TextDecoder().decode((await reader.read()).value)
  await reader.cancel()
  expect(text).toMatch(/^retry: 1000\n\nevent: reload\nid: \S+-0\n/)
})

test('a batch of events comes to programs as it happens', async () => {
  const { mock, revoke } = await setup()
  const batches = mock.events()[Symbol.asyncIterator]()
  expect((await batches.next()).value).toMatchObject([{ event: 'reload' }])
  await revoke(nobody)
  expect((await batches.next()).value).toMatchObject([{ event: 'journal', data: { answer: { status: 404 } } }])
  await batches.return?.()
})
