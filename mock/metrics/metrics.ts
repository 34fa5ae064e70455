import type { Handler } from '../http/handler.ts'
import type { Store } from '../store/store.ts'

/** What a mock counts, and how it tells. */
export interface Metrics {
  /** The handler, with its answers counted. */
  readonly counted: (handler: Handler) => Handler
  /** All of it in the text format of Prometheus. */
  readonly page: () => Promise<string>
}

/** What has been counted. */
export interface Tally {
  /** How many requests have no answer so far. */
  underWay: number
  /** By API (`contract` or `mock`) and status, as `contract 201`, how many answers there were. */
  readonly answers: Map<string, number>
  /** Called with the time that each answer took, in seconds. */
  observe: (api: string, seconds: number) => void
}

/**
 * Answers are counted from the start, at the price of one addition each. The client library is loaded with the first page,
 * and what it measures itself begins there: the time of answers, memory, the event loop.
 *
 * @param now Milliseconds on a clock that only goes forward.
 */
export function metricsOf(store: Store, now: () => number): Metrics {
  const tally: Tally = { underWay: 0, answers: new Map(), observe: () => undefined }
  let page: Promise<() => Promise<string>> | undefined
  return {
    counted: (handler) => async (request) => {
      const begin = now()
      const api = request.target.startsWith('/_mock/') ? 'mock' : 'contract'
      tally.underWay += 1
      try {
        const answer = await handler(request)
        const key = `${api} ${answer.status}`
        tally.answers.set(key, (tally.answers.get(key) ?? 0) + 1)
        tally.observe(api, (now() - begin) / 1000)
        return answer
      } finally {
        tally.underWay -= 1
      }
    },
    async page() {
      page ??= import('./prometheus.ts').then(({ pageOf }) => pageOf(store, tally))
      return (await page)()
    },
  }
}
