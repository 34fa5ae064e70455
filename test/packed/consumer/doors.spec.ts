// A user's own test, in a project with the installed package: packed.test.ts copies it there, type-checks and runs it.
import { isDateTime, operation } from 'dayzero-contract/contract'
import type { RunResult } from 'dayzero-contract/conformance'
import { requirements, runConformance } from 'dayzero-contract/conformance'
import type { Mock } from 'dayzero-contract/mock'
import { createHandler, startMock } from 'dayzero-contract/mock'
import { createHandlers } from 'dayzero-contract/mock/msw'
import { test as testWithMock } from 'dayzero-contract/mock/vitest'
import contract from 'dayzero-contract/openapi.json' with { type: 'json' }
import type { RevokeEnvelope, RevokeRequest } from 'dayzero-contract/types'
import { conformance } from 'dayzero-contract/vitest'
import { setupServer } from 'msw/node'
import { expect, test } from 'vitest'

const selection = { only: ['existence'], skip: [], allowUnexercised: [] }
const mock: Mock = await startMock()
const provisioner = `${mock.url}/_mock/tokens`

conformance({ target: mock.url, provisioner, selection })

test('the suite as a function', async () => {
  const result: RunResult = await runConformance({ target: mock.url, provisioner, selection, seed: 7 })
  expect(result.requirements.length).toBeLessThan(requirements.length)
  expect(result.exitCode).toBe(0)
})

test('the mock without a port', async () => {
  const handler = createHandler()
  const { manager, revocable } = handler.tokens
  const response = await handler(revocation('http://localhost', revocable[0]?.id ?? '', manager.secret))
  expect(response.status).toBe(201)
  const { data } = (await response.json()) as RevokeEnvelope
  expect(isDateTime(data?.revoked_at ?? '')).toBe(true)
})

test('the mock behind Mock Service Worker', async () => {
  const { handlers, mock: own } = createHandlers({ baseUrl: 'https://api.example.com' })
  const server = setupServer(...handlers)
  server.listen()
  const { status } = await fetch(revocation('https://api.example.com', own.tokens.revocable[0]?.id ?? '', own.tokens.manager.secret))
  server.close()
  expect(status).toBe(201)
})

testWithMock('a mock for each test of vitest', async ({ mock: own }) => {
  const { status } = await fetch(revocation(own.url, own.tokens.revocable[0]?.id ?? '', own.tokens.manager.secret))
  expect(status).toBe(201)
})

test('the document', () => expect(Object.keys(contract.paths)).toEqual([operation.path]))

function revocation(origin: string, id: string, secret: string): Request {
  const body: RevokeRequest = { reason: 'Laptop lost' }
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
  return new Request(origin + operation.path.replace('{token_id}', id), { method: 'POST', headers, body: JSON.stringify(body) })
}
