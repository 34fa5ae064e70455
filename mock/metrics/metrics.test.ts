import fc from 'fast-check'
import { expect, test } from 'vitest'
import { setup } from '../testing/setup.ts'

/** The samples of a page: name and labels, and the value. */
function samplesOf(page: string): Record<string, number> {
  const lines = page.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]))
}

test('every answer is counted once, from the start, by status', () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom('live', 'nobody'), { maxLength: 8 }), async (credentials) => {
      const { mock, probe, send } = await setup()
      for (const credential of credentials) await probe(credential === 'live' ? mock.tokens.manager.secret : 'dz_nobody')
      const { body } = await send({ path: '/_mock/metrics', method: 'GET', as: null })
      const count = (status: number): number => samplesOf(body)[`dayzero_mock_answers_total{api="contract",status="${status}"}`] ?? 0
      expect(count(404)).toBe(credentials.filter((credential) => credential === 'live').length)
      expect(count(401)).toBe(credentials.filter((credential) => credential === 'nobody').length)
    }),
    { numRuns: 10 },
  ))

test('the page tells how many tokens there are in which world, how long answers take, and whether the store is there', async () => {
  const { send, probe, mock } = await setup()
  await send({ path: '/_mock/metrics', method: 'GET', as: null })
  await probe(mock.tokens.manager.secret)
  const { status, headers, body } = await send({ path: '/_mock/metrics', method: 'GET', as: null })
  expect({ status, type: headers['content-type'] }).toEqual({ status: 200, type: 'text/plain; version=0.0.4; charset=utf-8' })
  expect(samplesOf(body)).toMatchObject({
    'dayzero_mock_tokens{world="default"}': 6,
    dayzero_mock_store_ready: 1,
    dayzero_mock_requests_under_way: 1,
    'dayzero_mock_answer_seconds_count{api="contract"}': 1,
    process_resident_memory_bytes: expect.any(Number) as number,
  })
})
