import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeEach, expect, test, vi } from 'vitest'
import type { History } from '../history/history.ts'
import { Masker } from '../history/mask.ts'
import { Recorder } from '../history/recorder.ts'
import { noServerError } from '../requirements/robustness/no-server-error.ts'
import { startHostileTarget } from '../testing/hostile-target.ts'
import { laneTo, revocation } from '../testing/lane-setup.ts'
import { Story } from '../testing/story.ts'
import { Busy } from './busy.ts'
import { Pace } from './pace.ts'
import { Silence } from './silence.ts'
import type { World } from './world.ts'
import { send } from './world.ts'

vi.mock('node:timers/promises', () => ({ setTimeout: vi.fn<() => Promise<void>>(async () => {}) }))

beforeEach(() => {
  vi.mocked(sleep).mockClear()
})

/** Sends a revocation to a target that answers one head after the other, the last one for ever. */
async function sendTo(...heads: readonly string[]): Promise<{ history: History; waits: unknown[]; statuses: unknown[] }> {
  const answer = (socket: Socket, turn: number): void => {
    socket.write(`HTTP/1.1 ${heads[Math.min(turn, heads.length - 1)]}\r\nContent-Length: 0\r\n\r\n`)
  }
  const target = await startHostileTarget(answer)
  const { lane } = laneTo(target.url)
  const recorder = new Recorder(new Masker(), new Story().history().header)
  const world = {
    pace: new Pace(undefined, () => 0),
    silence: new Silence(),
    busy: new Busy(),
    signal: new AbortController().signal,
    requestTimeout: 2000,
  }
  await send({ ...world, recorder } as unknown as World, lane, { scenario: 'lifecycle', case: 'lifecycle#1' }, revocation())
  await lane.close()
  await target.close()
  const history = recorder.history()
  const waits = vi.mocked(sleep).mock.calls.map(([ms]) => ms)
  return { history, waits, statuses: history.exchanges.map(({ response }) => response?.status) }
}

test('a 503 that says when to come back is asked again then, as an exchange of its own, and is no finding', async () => {
  const { history, waits, statuses } = await sendTo('503 Busy\r\nRetry-After: 2', '404 Not Found')
  expect({ waits, statuses }).toEqual({ waits: [2000], statuses: [503, 404] })
  expect(noServerError.judge(history).findings).toEqual([])
})

test.each(['503 Busy', '503 Busy\r\nRetry-After: soon', '503 Busy\r\nRetry-After: 3600', '500 Oops\r\nRetry-After: 1'])(
  '%j is not asked again',
  async (head) => {
    expect(await sendTo(head)).toMatchObject({ waits: [], statuses: [Number(head.slice(0, 3))] })
  },
)

test('a 503 is asked again once, with time to recover, and convicts when it comes back alone', async () => {
  const { history, waits, statuses } = await sendTo('503 Busy\r\nRetry-After: 0')
  expect({ waits, statuses }).toEqual({ waits: [1000], statuses: [503, 503] })
  expect(noServerError.judge(history).findings).toMatchObject([{ level: 'must', got: expect.stringContaining('503') as string }])
})

test('dates are read by the clock of the target', async () => {
  const head = '503 Busy\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nRetry-After: Sun, 06 Nov 1994 08:49:40 GMT'
  expect(await sendTo(head, '404 Not Found')).toMatchObject({ waits: [3000], statuses: [503, 404] })
})

test('a 429 is asked again three times, whatever it says', async () => {
  expect(await sendTo('429 Slow\r\nRetry-After: 3600')).toMatchObject({ waits: [10_000, 10_000, 10_000], statuses: [429, 429, 429, 429] })
  vi.mocked(sleep).mockClear()
  expect(await sendTo('429 Slow', '404 Not Found')).toMatchObject({ waits: [500], statuses: [429, 404] })
})
