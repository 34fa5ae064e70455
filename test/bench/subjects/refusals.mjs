// The same refusal again and again, on so many connections, while nobody generates or judges anything: what a client alone
// does with a server. Prints the requests, the seconds and the processor time that they took.
import { randomUUID } from 'node:crypto'

/**
 * @param {() => { revoke(path: string): Promise<unknown>, close(): Promise<void> }} connect Called once for each connection.
 * @param {{ connections: number, seconds: number }} asked
 */
export async function printRefusals(connect, { connections, seconds }) {
  let sent = 0
  const begin = performance.now()
  const before = process.cpuUsage()
  const end = begin + seconds * 1000
  await Promise.all(Array.from({ length: connections }, work))
  const { user, system } = process.cpuUsage(before)
  console.log(JSON.stringify({ requests: sent, seconds: (performance.now() - begin) / 1000, processor: (user + system) / 1e6 }))

  async function work() {
    const client = connect()
    while (performance.now() < end) {
      await client.revoke(`/api/v1/tokens/${randomUUID()}/revoke`)
      sent += 1
    }
    await client.close()
  }
}
