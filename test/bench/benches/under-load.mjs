import { alternating } from '../statistics.mjs'

/**
 * Requests a second, and the server's processor time for each of them: on a machine that is busy with other things as well,
 * the second is the steadier one.
 *
 * @param {{ name: string, reference: string, subjects: readonly string[] }} what
 * @param {import('../bench.mjs').Circumstances} how
 * @param {(subject: string) => ReturnType<typeof import('../load/sample.mjs').sampleOf>} send
 * @returns {Promise<import('../bench.mjs').Quantity[]>}
 */
export async function underLoad({ name, reference, subjects }, { rounds, say }, send) {
  const processor = Object.fromEntries(subjects.map((subject) => [subject, []]))
  const samples = await alternating(subjects, rounds, async (subject, round) => {
    const answered = await send(subject)
    say(`${name}, round ${round + 1}: ${subject} ${Math.round(answered.perSecond)}/s`)
    processor[subject].push(answered.processor)
    return answered.perSecond
  })
  return [
    { name, unit: 'requests/s', samples, reference },
    { name: `${name}, processor`, unit: 'µs/request', samples: processor, reference },
  ]
}
