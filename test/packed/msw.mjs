// Runs inside a project that has the package and Mock Service Worker: a token is revoked, and refused from then on.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
// oxlint-disable-next-line no-restricted-imports -- the door of the package, where it is installed
import { createHandlers } from 'dayzero-contract/mock/msw'
import { setupServer } from 'msw/node'

const { version } = JSON.parse(readFileSync(new URL('node_modules/msw/package.json', import.meta.url), 'utf8'))
const { handlers, mock } = createHandlers({ baseUrl: 'https://api.example.com' })
const { manager, revocable } = mock.tokens
const server = setupServer(...handlers)
server.listen({ onUnhandledRequest: 'error' })
try {
  assert.equal(await revoke(revocable[0].id, manager.secret), 201)
  assert.equal(await revoke(revocable[1].id, revocable[0].secret), 401)
} finally {
  server.close()
}
console.log(`node ${process.version}: the mock answers behind msw ${version}`)

async function revoke(id, secret) {
  const headers = { authorization: `Bearer ${secret}` }
  const { status } = await fetch(`https://api.example.com/api/v1/tokens/${id}/revoke`, { method: 'POST', headers })
  return status
}
