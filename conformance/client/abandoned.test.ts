import { describe, expect, test } from 'vitest'
import { answer } from '../testing/hostile-target.ts'
import { bothClients, laneAt, revocation } from '../testing/lane-setup.ts'

describe.each(bothClients)('an abandoned request, %s', (_, changes) => {
  test('has arrived, and its connection is dropped', async () => {
    const ends: string[] = []
    const { lane, target } = await laneAt((socket) => {
      socket.on('close', () => ends.push('closed'))
    })
    for (const abortAfter of [0, 5, 20]) {
      const { failure, begin } = await lane.send(revocation({ ...changes, abortAfter, body: Buffer.from('{}') }))
      expect(failure).toMatchObject({ code: 'aborted', bytesRead: 0 })
      // Timers count whole milliseconds.
      expect((failure?.at ?? 0) - begin).toBeGreaterThan(abortAfter - 1)
    }
    await expect.poll(() => ends).toHaveLength(3)
    expect(target.requests).toHaveLength(3)
  })

  test('is answered when the answer was faster', async () => {
    const { lane } = await laneAt((socket) => socket.write(answer('{}')))
    const outcome = await lane.send(revocation({ ...changes, abortAfter: 5_000 }))
    expect(outcome).toMatchObject({ failure: null, response: { status: 201 } })
  })
})

describe.each(bothClients)('an ended lane, %s', (_, changes) => {
  test('leaves no request hanging', async () => {
    const { lane } = await laneAt(() => {})
    const sent = lane.send(revocation({ ...changes, timeout: 60_000 }))
    await new Promise((resolve) => setTimeout(resolve, 20))
    await lane.close()
    expect((await sent).failure).toMatchObject({ code: 'interrupted' })
    expect((await lane.send(revocation(changes))).failure).toMatchObject({ code: 'interrupted' })
  })
})
