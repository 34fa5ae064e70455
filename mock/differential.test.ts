import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { givenContract, revokePath } from '../contract/index.ts'
import type { Sent } from './testing/setup.ts'
import { bytesOf, setup } from './testing/setup.ts'
import type { Reply } from './testing/wire.ts'
import { openWire } from './testing/wire.ts'

// Stock Prism, as the command its users run, next to our mock. They are compared wherever Prism is right; it is not about
// state, unknown ids, malformed JSON, broken encodings, media types, the case of the scheme, and the content of a 422.
let prism: { readonly url: string; readonly stop: () => Promise<void> }

beforeAll(async () => {
  prism = await startPrism()
})
afterAll(() => prism.stop())

const reasons = fc.oneof(fc.constant(null), fc.string())
const validBodies = fc.oneof(
  fc.constant(undefined),
  fc.constant('{}'),
  reasons.map((reason) => JSON.stringify({ reason })),
  fc.tuple(reasons, fc.dictionary(fc.string(), fc.jsonValue())).map(([reason, more]) => JSON.stringify({ ...more, reason })),
)
const invalidBodies = fc.oneof(
  fc
    .oneof(fc.integer(), fc.boolean(), fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()))
    .map((reason) => JSON.stringify({ reason })),
  fc
    .oneof(fc.integer({ min: 1 }), fc.array(fc.jsonValue(), { minLength: 1 }), fc.string({ minLength: 1 }))
    .map((body) => JSON.stringify(body)),
)
const credentials = fc.constantFrom('manager', null)
const preferences = fc.constantFrom<readonly string[]>(
  [],
  ...[201, 400, 401, 403, 404].map((code) => [`Prefer: code=${code}`]),
  ['Prefer: code=500'],
  ['Prefer: example=none'],
  ['Prefer: code=404, dynamic=false'],
)

test('a valid revocation of a live token gets the same status, the same words where it is refused, and a body that fits the contract', async () => {
  const { compare, fresh } = await both()
  await fc.assert(
    fc.asyncProperty(validBodies, credentials, preferences, async (body, who, headers) => {
      const { ours, stock } = await compare({ path: revokePath(await fresh()), headers, ...sent(body, who) })
      expect(ours.status).toBe(stock.status)
      expect(detailOf(ours)).toEqual(detailOf(stock))
      expect(givenContract.problemsInResponse(ours.status, ours.json)).toEqual([])
    }),
    { numRuns: 100 },
  )
})

test('a body that does not fit its schema is refused by both with 422, without a credential with 401', async () => {
  const { compare, fresh } = await both()
  await fc.assert(
    fc.asyncProperty(invalidBodies, credentials, async (body, who) => {
      const { ours, stock } = await compare({ path: revokePath(await fresh()), ...sent(body, who) })
      expect(ours.status).toBe(who === null ? 401 : 422)
      expect(stock.status).toBe(ours.status)
      expect(givenContract.problemsInResponse(ours.status, ours.json)).toEqual([])
    }),
    { numRuns: 100 },
  )
})

test('both agree about the paths and methods there are', async () => {
  const { compare, fresh } = await both()
  const id = await fresh()
  const paths = fc.oneof(
    fc.constantFrom(revokePath(id), '/', '/api/v1/tokens', `/api/v1/tokens/${id}`, `/api/v2/tokens/${id}/revoke`, `${revokePath(id)}/more`),
    // Prism takes a first segment that is empty for a host, and fails over it.
    fc.webPath().filter((path) => !path.startsWith('//')),
  )
  await fc.assert(
    fc.asyncProperty(paths, fc.constantFrom('GET', 'PUT', 'PATCH', 'DELETE'), async (path, method) => {
      const { ours, stock } = await compare({ path: path || '/', method })
      expect(ours.status).toBe(stock.status)
    }),
    { numRuns: 100 },
  )
})

async function both(): Promise<{
  readonly compare: (request: Sent) => Promise<{ ours: Reply; stock: Reply }>
  /** The id of a token that nobody has used. */
  readonly fresh: () => Promise<string>
}> {
  const { mock, wire } = await setup()
  const [toOurs, toStock] = [await wire(), await openWire(prism.url)]
  let spares: string[] = []
  return {
    async compare(request) {
      const bytes = bytesOf(request, mock.tokens.manager.secret)
      return { ours: await toOurs.exchange(bytes), stock: await toStock.exchange(bytes) }
    },
    async fresh() {
      if (spares.length === 0) spares = (await mock.issue('revocable', 100)).map(({ id }) => id)
      return spares.pop() ?? ''
    },
  }
}

function sent(body: string | undefined, who: string | null): Sent {
  return { ...(body === undefined ? {} : { body }), ...(who === null ? { as: null } : {}) }
}

/** The text of an error, which problem+json calls by the same name; `undefined` for a 201. */
function detailOf({ json }: Reply): unknown {
  return (json as { detail?: unknown }).detail
}

async function startPrism(): Promise<typeof prism> {
  const port = await freePort()
  const cli = createRequire(import.meta.url).resolve('@stoplight/prism-cli')
  const document = fileURLToPath(new URL('../contract/openapi.json', import.meta.url))
  const child = spawn(process.execPath, [cli, 'mock', '--port', String(port), document], { stdio: ['ignore', 'pipe', 'inherit'] })
  // Its log is read to the end: Prism dies of a closed pipe.
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => chunk.includes('Prism is listening') && resolve())
    child.once('exit', (code) => reject(new Error(`Prism ended with ${code} before it listened.`)))
  })
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      const exit = once(child, 'exit')
      child.kill()
      await exit
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
