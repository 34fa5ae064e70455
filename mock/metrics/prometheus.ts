import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Store } from '../store/store.ts'
import type { Tally } from './metrics.ts'

/** Makes the page of metrics, anew each time it is asked for. */
export function pageOf(store: Store, tally: Tally): () => Promise<string> {
  const register = new Registry()
  const registers = [register]
  collectDefaultMetrics({ register })
  const times = new Histogram({
    name: 'dayzero_mock_answer_seconds',
    help: 'Time from the end of a request to its answer, since the first time that this page was asked for.',
    labelNames: ['api'],
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  })
  tally.observe = (api, seconds) => times.observe({ api }, seconds)
  const answers = new Counter({
    name: 'dayzero_mock_answers_total',
    help: 'Answers by API (contract, or the one of the mock itself) and status.',
    labelNames: ['api', 'status'],
    registers,
  })
  const underWay = new Gauge({ name: 'dayzero_mock_requests_under_way', help: 'Requests that have no answer so far.', registers })
  const tokens = new Gauge({ name: 'dayzero_mock_tokens', help: 'Tokens by world.', labelNames: ['world'], registers })
  const ready = new Gauge({ name: 'dayzero_mock_store_ready', help: 'Whether the store can answer: 1 or 0.', registers })

  return async () => {
    answers.reset()
    for (const [key, count] of tally.answers) {
      const [api = '', status = ''] = key.split(' ')
      answers.inc({ api, status }, count)
    }
    underWay.set(tally.underWay)
    const health = await store.health()
    ready.set(health.ready ? 1 : 0)
    tokens.reset()
    if (health.ready) for (const world of await store.worlds()) tokens.set({ world }, await store.world(world).size())
    return register.metrics()
  }
}
