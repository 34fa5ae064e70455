// The least that a revocation on Redis takes: the body is parsed, one script writes the record unless there is one, 201.
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import { createClient } from '@redis/client'

const [port, url] = process.argv.slice(2)
const script = `
local record = redis.call('HGET', KEYS[1], ARGV[1])
if record then return record end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
return ARGV[2]`
const sha = createHash('sha1').update(script).digest('hex')
// As the mock has it: no AbortSignal for each command.
const client = createClient({ url, commandOptions: { timeout: 0 } })
await client.connect()
await client.sendCommand(['SCRIPT', 'LOAD', script])

createServer((request, response) => {
  let text = ''
  request.setEncoding('utf8')
  request.on('data', (chunk) => (text += chunk))
  request.on('end', () => {
    const { reason } = JSON.parse(text)
    const id = request.url.split('/')[4]
    const record = JSON.stringify({ id, revoked_at: new Date().toISOString(), revoked_by: 'mira', revocation_reason: reason })
    client.sendCommand(['EVALSHA', sha, '1', 'bare:revoked', id, record]).then(
      (kept) => {
        const body = `{"success":true,"data":${/** @type {string} */ (kept)}}`
        response.writeHead(201, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body)
      },
      (error) => response.writeHead(500).end(String(error)),
    )
  })
}).listen(Number(port), '127.0.0.1')
