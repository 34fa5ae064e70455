// What `node:http` can do at best: reads the body, parses it, answers 201 with 200 bytes that were ready before.
import { createServer } from 'node:http'

const envelope = JSON.stringify({ success: true, data: { id: '00000000-0000-4000-8000-000000000000', revoked_at: '2026-01-15T09:30:00Z' } })
const body = Buffer.from(envelope.padEnd(200))
const headers = { 'content-type': 'application/json', 'content-length': String(body.length) }

createServer((request, response) => {
  let text = ''
  request.setEncoding('utf8')
  request.on('data', (chunk) => (text += chunk))
  request.on('end', () => {
    JSON.parse(text)
    response.writeHead(201, headers).end(body)
  })
}).listen(Number(process.argv[2]), '127.0.0.1')
