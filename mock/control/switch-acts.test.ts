import type { Asked } from '../testing/documented.ts'
import { describeOperations } from '../testing/documented.ts'
import type { Bench } from '../testing/setup.ts'
import type { switchActs } from './switch-acts.ts'

describeOperations<keyof typeof switchActs>({
  getSwitches: [[200]],
  setSwitches: [
    [200, { body: { latency: { min: 1, max: 2 }, network: { reset: 0.5 }, faults: ['grace-period=5'], readings: { repeat: '400' } } }],
    [200, { body: { latency: null } }],
    ...[
      { latency: 'slow' },
      { latency: { min: 2, max: 1 } },
      { latency: { median: 5, p99: 1 } },
      { network: { reset: 2 } },
      { network: { reset: 0.7, empty: 0.7 } },
      { network: { explode: 1 } },
      { faults: ['none'] },
      { faults: ['revoke-is-noop', 'revoke-is-noop'] },
      { readings: { repeat: '200' } },
      { volume: 11 },
    ].map((body) => [422, { body }] as const),
  ],
  adoptReadings: [
    [200, { body: { readings: { repeat: ['404'], 'media-type': ['415'], unheard: ['1'] } } }],
    [422, { body: {} }],
  ],
  getTime: [[200]],
  setTime: [
    [200, { body: { now: '2026-01-01T00:00:00Z', frozen: true } }],
    [422, { body: {} }],
  ],
  realTime: [[200]],
  advanceTime: [
    [200, { body: { by: 1000 } }],
    [422, { body: { by: -1 } }],
  ],
  listAnswers: [[200, afterForcing]],
  forceAnswer: [
    [
      201,
      {
        body: {
          match: { target: 'revocable-1', caller: null },
          answer: { status: 503, headers: { 'Retry-After': '1' }, body: [1] },
          times: 2,
        },
      },
    ],
    [422, { body: { answer: {} } }],
    [422, { body: { answer: { headers: { 'a b': 'x' } } } }],
    [
      409,
      async ({ mock }) => {
        for (let count = 0; count < 1000; count += 1) await mock.answers.force({ answer: { status: 400 } })
        return { body: { answer: { status: 400 } } }
      },
    ],
  ],
  forgetAnswers: [[204]],
  forgetAnswer: [
    [204, afterForcing],
    [404, { path: { id: '7' } }],
    [404, { path: { id: 'x' } }],
  ],
})

async function afterForcing({ mock }: Bench): Promise<Asked> {
  const { id } = await mock.answers.force({ answer: { status: 503 }, times: 3 })
  return { path: { id: String(id) } }
}
