// What undici does with a server by itself.
import { Client } from 'undici'
import { printRefusals } from './refusals.mjs'

const [url, secret, connections, seconds] = process.argv.slice(2)
const headers = { authorization: `Bearer ${secret}` }
await printRefusals(connect, { connections: Number(connections), seconds: Number(seconds) })

function connect() {
  const client = new Client(url)
  return {
    async revoke(path) {
      const { body } = await client.request({ method: 'POST', path, headers })
      await body.text()
    },
    close: () => client.close(),
  }
}
