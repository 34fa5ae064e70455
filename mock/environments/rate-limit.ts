import { json } from '../pipeline/answer.ts'
import type { Environment } from './environment.ts'

/** A limiter in front of the application, which counts by the second. */
export const rateLimit: Environment = {
  name: 'rate-limit',
  summary: 'What comes faster is answered 429 with Retry-After.',
  parameter: { unit: 'requests a second', default: 200 },
  arrange({ clock, value }) {
    let second = 0
    let served = 0
    return {
      around: (next) => (request) => {
        const now = Math.floor(clock() / 1000)
        served = now === second ? served + 1 : 1
        second = now
        return served > value ? json(429, { detail: 'Too many requests' }, { 'retry-after': '1' }) : next(request)
      },
    }
  },
}
