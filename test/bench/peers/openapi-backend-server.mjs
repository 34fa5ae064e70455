// openapi-backend has no server of its own: this is the least that makes it one. It routes, validates and mocks; the security
// handler looks at the form of the bearer, as the other peers do.
import { createServer } from 'node:http'
import { OpenAPIBackend } from 'openapi-backend'

const [port, definition] = process.argv.slice(2)
const backend = new OpenAPIBackend({
  definition,
  quick: true,
  handlers: {
    validationFail: (context) => ({ status: 422, mock: { detail: context.validation.errors } }),
    unauthorizedHandler: () => ({ status: 401, mock: { detail: 'Not authenticated' } }),
    notFound: () => ({ status: 404, mock: { detail: 'Not Found' } }),
    notImplemented: (context) => context.api.mockResponseForOperation(context.operation.operationId ?? ''),
  },
})
backend.registerSecurityHandler('BearerAuth', ({ request }) => request.headers.authorization?.startsWith('Bearer dz_') === true)
await backend.init()

createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8')
  request.on('data', (chunk) => (body += chunk))
  request.on('end', () => {
    backend.handleRequest({ method: request.method, path: request.url, headers: request.headers, body }).then(
      ({ status, mock }) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(mock)),
      (error) => response.writeHead(500).end(String(error)),
    )
  })
}).listen(Number(port), '127.0.0.1')
