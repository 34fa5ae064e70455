import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { isDateTime } from '../../contract/index.ts'
import { document as text } from '../control/generated/document.ts'
import type { OperationId } from '../control/generated/types.ts'
import type { Bench } from './setup.ts'
import { setup } from './setup.ts'
import type { Reply } from './wire.ts'

/** What is sent, beside the method and path of the operation: the values of its path, its query, its body. */
export interface Asked {
  readonly path?: Readonly<Record<string, string>>
  readonly query?: string
  readonly body?: unknown
}

type Try = readonly [status: number] | readonly [status: number, asked: Asked | ((bench: Bench) => Promise<Asked>)]

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

/**
 * What holds for operations of the control API, each as the document has it.
 *
 * @param asked What is asked of a mock that has seen one revocation and one refusal, and the status due.
 */
export function describeOperations<Id extends OperationId>(asked: Readonly<Record<Id, readonly Try[]>>): void {
  const tries: Partial<Record<OperationId, readonly Try[]>> = asked
  describe.each(operations.filter(({ operation }) => operation.operationId in asked))('$method $path', ({ path, method, operation }) => {
    const { operationId, responses } = operation
    const due = tries[operationId] ?? []

    test.each(due.map(([status, given]) => ({ status, given })))(
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
      const tried = new Set(due.map(([status]) => String(status)))
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
}

/** A mock that has seen something. */
async function used(): Promise<Bench> {
  const bench = await setup()
  await bench.revoke('revocable-1', { as: null })
  await bench.revoke(bench.mock.tokens.revocable[0].id, { body: '{"reason": "x"}' })
  return bench
}

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
