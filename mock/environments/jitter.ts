import type { Environment } from './environment.ts'

/** A network on which answers take their time. */
export const jitter: Environment = {
  name: 'jitter',
  summary: 'Every answer is delayed, by another time each.',
  parameter: { unit: 'ms', default: 50 },
  arrange: ({ random, value }) => ({
    around: (next) => async (request) => {
      const answer = await next(request)
      const [draw = 0] = random(1)
      await new Promise((resolve) => {
        setTimeout(resolve, (draw / 255) * value)
      })
      return answer
    },
  }),
}
