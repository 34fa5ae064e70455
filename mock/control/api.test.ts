import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { isDateTime, revokePath } from '../../contract/index.ts'
import type { Bench } from '../testing/setup.ts'
import { nobody, setup } from '../testing/setup.ts'
import type { Reply } from '../testing/wire.ts'
import { document as text } from './generated/document.ts'
import type { OperationId } from './generated/types.ts'

interface Operation {
  readonly operationId: OperationId
  readonly security?: readonly object[]
  readonly parameters?: readonly object[]
  readonly responses: Readonly<Record<string, Response>>
}

interface Response {
  readonly $ref?: string
  readonly content?: Readonly<Record<string, { readonly schema: object; readonly 'x-events'?: Readonly<Record<string, object>> }>>
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly responses: Readonly<Record<string, Response>> }
}

const document = JSON.parse(text) as Document
const ajv = new Ajv2020({ strict: false, formats: { 'date-time': isDateTime } })
ajv.addSchema({ $id: 'document', ...document })

const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path: `/_mock${path}`, method: method.toUpperCase(), operation })),
)

/** What is sent, beside the method and path of the operation: the values of its path, its query, its body. */
interface Asked {
  readonly path?: Readonly<Record<string, string>>
  readonly query?: string
  readonly body?: unknown
}

type Try = readonly [status: number] | readonly [status: number, asked: Asked | ((bench: Bench) => Promise<Asked>)]

/** For each operation, what is asked of a mock that has seen one revocation and one refusal, and the status due. */
const asked: Readonly<Record<OperationId, readonly Try[]>> = {
  health: [[200]],
  readiness: [[200]],
  metrics: [[200]],
  document: [[200]],
  contract: [[200]],
  catalogue: [[200]],
  signIn: [
    [204, { body: { token: 'anything' } }],
    [422, { body: {} }],
  ],
  listTokens: [[200], [200, { query: 'limit=2&after=1' }], [422, { query: 'limit=0' }], [422, { query: 'after=x' }]],
  issueTokens: [
    [201, { body: { kind: 'revocable' } }],
    [201, { body: { kind: 'manager', count: 3, owner: 'zoe', expires_in: 1000 } }],
    [422, { body: { kind: 'admin' } }],
  ],
  getToken: [
    [200, { path: { token: 'manager-1' } }],
    [404, { path: { token: 'manager-9' } }],
  ],
  revokeToken: [
    [200, { path: { token: 'revocable-2' } }],
    [200, { path: { token: 'revocable-2' }, body: { reason: 'x', by: 'a@b.example' } }],
    [404, { path: { token: nobody } }],
    [422, { path: { token: 'revocable-2' }, body: { reason: 5 } }],
  ],
  expireToken: [
    [200, { path: { token: 'revocable-2' } }],
    [200, { path: { token: 'outsider-1' }, body: { at: '2030-01-01T00:00:00Z' } }],
    [404, { path: { token: '%ZZ' } }],
    [422, { path: { token: 'revocable-2' }, body: { at: 'tomorrow' } }],
  ],
  reset: [[204], [204, { body: { parts: ['tokens', 'journal'] } }], [422, { body: { parts: ['everything'] } }]],
  listSnapshots: [[200, afterSaving('one')]],
  saveSnapshot: [
    [204, { path: { name: 'one' } }],
    [422, { path: { name: 'a b' } }],
    [
      409,
      async (bench) => {
        for (let count = 0; count < 100; count += 1) await bench.mock.snapshots.save(`s-${count}`)
        return { path: { name: 'one-more' } }
      },
    ],
  ],
  forgetSnapshot: [
    [204, afterSaving('one')],
    [404, { path: { name: 'none' } }],
  ],
  restoreSnapshot: [
    [204, afterSaving('one')],
    [404, { path: { name: 'none' } }],
  ],
  listWorlds: [[200]],
  deleteWorld: [
    [
      204,
      async ({ mock }) => {
        await mock.world('other')
        return { path: { name: 'other' } }
      },
    ],
    [404, { path: { name: 'none' } }],
    [409, { path: { name: 'default' } }],
  ],
  getSwitches: [[200]],
  setSwitches: [
    [200, { body: { latency: { min: 1, max: 2 }, network: { reset: 0.5 }, faults: ['grace-period=5'], readings: { repeat: '400' } } }],
    [200, { body: { latency: null } }],
    ...[
      { latency: 'slow' },
      { latency: { min: 2, max: 1 } },
      { latency: { median: 5, p99: 1 } },
      { network: { reset: 2 } },
      { network: { reset: 0.7, empty: 0.7 } },
      { network: { explode: 1 } },
      { faults: ['none'] },
      { faults: ['revoke-is-noop', 'revoke-is-noop'] },
      { readings: { repeat: '200' } },
      { volume: 11 },
    ].map((body) => [422, { body }] as const),
  ],
  adoptReadings: [
    [200, { body: { readings: { repeat: ['404'], 'media-type': ['415'], unheard: ['1'] } } }],
    [422, { body: {} }],
  ],
  getTime: [[200]],
  setTime: [
    [200, { body: { now: '2026-01-01T00:00:00Z', frozen: true } }],
    [422, { body: {} }],
  ],
  realTime: [[200]],
  advanceTime: [
    [200, { body: { by: 1000 } }],
    [422, { body: { by: -1 } }],
  ],
  listAnswers: [[200, afterForcing]],
  forceAnswer: [
    [
      201,
      {
        body: {
          match: { target: 'revocable-1', caller: null },
          answer: { status: 503, headers: { 'Retry-After': '1' }, body: [1] },
          times: 2,
        },
      },
    ],
    [422, { body: { answer: {} } }],
    [422, { body: { answer: { headers: { 'a b': 'x' } } } }],
    [
      409,
      async ({ mock }) => {
        for (let count = 0; count < 1000; count += 1) await mock.answers.force({ answer: { status: 400 } })
        return { body: { answer: { status: 400 } } }
      },
    ],
  ],
  forgetAnswers: [[204]],
  forgetAnswer: [
    [204, afterForcing],
    [404, { path: { id: '7' } }],
    [404, { path: { id: 'x' } }],
  ],
  listJournal: [
    [200],
    [200, { query: 'limit=1&method=post&effect=revoked&status=201&forced=false&target=revocable-1&caller=manager-1&reason=x&path=/api/*' }],
    [200, { query: 'caller=' }],
    [422, { query: 'status=never' }],
  ],
  clearJournal: [[204]],
  getEntry: [
    [200, { path: { id: '1' } }],
    [404, { path: { id: '99' } }],
    [404, { path: { id: 'x' } }],
  ],
  waitForEntry: [
    [200, { body: { match: { status: 201 } } }],
    [409, { body: { match: { status: 418 }, timeout: 1 } }],
    [422, { body: { timeout: 'long' } }],
  ],
  verifyJournal: [
    [200, { body: { match: { effect: 'revoked' }, times: 1 } }],
    [409, { body: { match: { effect: 'revoked' }, at_least: 2 } }],
    [422, { body: { times: 'twice' } }],
  ],
  events: [[200], [404, afterForgetting]],
}

function afterSaving(name: string): (bench: Bench) => Promise<Asked> {
  return async ({ mock }) => {
    await mock.snapshots.save(name)
    return { path: { name } }
  }
}

async function afterForcing({ mock }: Bench): Promise<Asked> {
  const { id } = await mock.answers.force({ answer: { status: 503 }, times: 3 })
  return { path: { id: String(id) } }
}

/** Who listened to a world goes on doing so. */
async function afterForgetting({ mock }: Bench): Promise<Asked> {
  const world = await mock.world('a')
  const [reload] = (await world.events()[Symbol.asyncIterator]().next()).value ?? []
  await mock.removeWorld('a')
  return { query: `world=a&after=${reload?.id ?? ''}` }
}

/** A mock that has seen something. */
async function used(...options: Parameters<typeof setup>): Promise<Bench> {
  const bench = await setup(...options)
  await bench.revoke('revocable-1', { as: null })
  await bench.revoke(bench.mock.tokens.revocable[0].id, { body: '{"reason": "x"}' })
  return bench
}

describe.each(operations)('$method $path', ({ path, method, operation }) => {
  const { operationId, responses } = operation

  test.each(asked[operationId].map(([status, given]) => ({ status, given })))(
    'answers $status as documented: $given',
    async ({ status, given = {} }) => {
      const bench = await used()
      const call = typeof given === 'function' ? await given(bench) : given
      const reply = operationId === 'events' && status === 200 ? await head(bench, path) : await send(bench, path, method, call)
      expect(reply).toMatchObject({ status })
      expectDocumented(reply, responses)
    },
  )

  test('has every status of its own tried', () => {
    const own = Object.keys(responses).filter((status) => !['400', '401', '403', '503'].includes(status))
    const tried = new Set(asked[operationId].map(([status]) => String(status)))
    expect(own.filter((status) => !tried.has(status))).toEqual([])
  })

  test('is refused without the control token, unless it is open to anyone', async () => {
    const bench = await setup({ controlToken: 'open-sesame' })
    const reply = await send(bench, path, method, { path: { token: 'x', name: 'x', id: '1' } })
    const isClosed = operation.security === undefined
    expect(reply.status === 401).toBe(isClosed)
    expect(reply.headers['www-authenticate']).toBe(isClosed ? 'Bearer' : undefined)
    expectDocumented(reply, responses)
  })

  test('is refused to a page of another origin, unless it is about nothing', async () => {
    const bench = await setup()
    const reply = await send(bench, path, method, {}, ['Origin: http://evil.example'])
    expect(reply.status).toBe(operationId === 'health' || operationId === 'readiness' ? 200 : 403)
    expectDocumented(reply, responses)
  })

  test.runIf(operation.parameters?.some((parameter) => '$ref' in parameter && String(parameter.$ref).endsWith('WorldHeader')))(
    'is about the world that it names, which must have a name and room',
    async () => {
      const bench = await setup({ worlds: 1 })
      for (const [headers, status] of [
        [['X-Mock-World: a b'], 400],
        [['X-Mock-World: a', 'X-Mock-World: b'], 400],
        [['X-Mock-World: other'], 503],
      ] as const) {
        const reply = await send(bench, path, method, { path: { token: 'x', name: 'x', id: '1' } }, headers)
        expect(reply.status).toBe(status)
        expectDocumented(reply, responses)
      }
    },
  )
})

function send(
  bench: Bench,
  template: string,
  method: string,
  { path = {}, query, body }: Asked,
  headers: readonly string[] = [],
): Promise<Reply> {
  const filled = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => path[name]?.replace(' ', '%20') ?? '')
  const content = body === undefined ? {} : { body: JSON.stringify(body) }
  return bench.send({ path: query === undefined ? filled : `${filled}?${query}`, method, as: null, headers, ...content })
}

/** A stream never ends; its headers do. */
function head(bench: Bench, path: string): Promise<Reply> {
  return bench.send({ path, method: 'HEAD', as: null })
}

function expectDocumented(reply: Reply, responses: Operation['responses']): void {
  const documented = responses[String(reply.status)]
  expect(documented, `status ${reply.status} is documented`).toBeDefined()
  const { content = {} } = resolved(documented ?? {})
  const type = reply.headers['content-type'] ?? 'none'
  expect([...Object.keys(content), ...(reply.body === '' ? ['none'] : [])]).toContain(type)
  const isValid = ajv.compile(absolute(type === 'application/json' ? (content[type]?.schema ?? {}) : {}))
  isValid(reply.json)
  expect(isValid.errors, reply.body).toBe(null)
}

function resolved(response: Response): Response {
  const name = response.$ref?.split('/').at(-1)
  return name === undefined ? response : (document.components.responses[name] ?? {})
}

function absolute(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"document#/')) as object
}

test('what the document does not have is not there', async () => {
  const { send: ask } = await setup()
  expect(await ask({ path: '/_mock/nothing', method: 'GET' })).toMatchObject({ status: 404 })
  expect(await ask({ path: '/_mock/__proto__', method: 'GET' })).toMatchObject({ status: 404 })
  expect(await ask({ path: '/_mock/reset', method: 'GET' })).toMatchObject({ status: 405, headers: { allow: 'POST' } })
  expect(await ask({ path: '/_mock/tokens', method: 'DELETE' })).toMatchObject({ status: 405, headers: { allow: 'GET, POST' } })
  expect(await ask({ path: revokePath(nobody) })).toMatchObject({ status: 404 })
})
