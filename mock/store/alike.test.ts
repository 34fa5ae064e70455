import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { revokePath } from '../../contract/index.ts'
import { redisCommand, startRedis } from '../../test/redis-server.mjs'
import { listOf, seededTokens } from '../model/seeds.ts'
import type { Service } from '../service.ts'
import { serviceOn } from '../testing/service-on.ts'
import { openStore } from './open-store.ts'
import type { Store } from './store.ts'

const hasRedis = redisCommand !== undefined || process.env['CI'] !== undefined
const seeds = listOf(seededTokens(1))

/** A request; `world` goes into its header, and `caller` picks a seeded token. */
interface Asked {
  readonly method: string
  readonly target: string
  readonly world?: string
  readonly caller?: number
  readonly body?: unknown
}

const name = fc.constantFrom(...seeds.map(({ token }) => token.name), 'revocable-4', 'manager-2', 'nobody-1')
const id = fc.constantFrom(...seeds.map(({ token }) => token.id), '3f0c1b52-6a55-4e0e-9d7f-2b9e6b0f9a11')
const snapshot = fc.constantFrom('clean', 'clean', 'half-way')
const control = (method: string, path: string, body?: unknown): Asked => ({ method, target: `/_mock${path}`, body })

const revocations = fc
  .record({ id, caller: fc.nat({ max: seeds.length }), reason: fc.option(fc.string()) })
  .map((given): Asked => ({ method: 'POST', target: revokePath(given.id), caller: given.caller, body: { reason: given.reason } }))

const acts: fc.Arbitrary<Asked> = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 3 }).map((count) => control('POST', '/tokens', { kind: 'revocable', count })) },
  fc.constantFrom('manager', 'outsider', 'expired').map((kind) => control('POST', '/tokens', { kind })),
  fc.tuple(name, fc.constantFrom('revoke', 'expire')).map(([of, act]) => control('POST', `/tokens/${of}/${act}`, {})),
  fc.tuple(snapshot, fc.constantFrom('PUT', 'DELETE')).map(([of, method]) => control(method, `/snapshots/${of}`)),
  { weight: 2, arbitrary: snapshot.map((of) => control('POST', `/snapshots/${of}/restore`)) },
  fc.subarray(['tokens', 'journal', 'time']).map((parts) => control('POST', '/reset', { parts })),
  fc.nat(1e10).map((by) => control('POST', '/time/advance', { by })),
  fc.constantFrom('one', 'other').map((world) => control('DELETE', `/worlds/${world}`)),
)

const questions: fc.Arbitrary<Asked> = fc.oneof(
  fc.integer({ min: 1, max: 9 }).map((limit) => control('GET', `/tokens?limit=${limit}`)),
  name.map((of) => control('GET', `/tokens/${of}`)),
  fc.constantFrom('/snapshots', '/worlds', '/journal').map((path) => control('GET', path)),
  fc
    .record({ target: name, effect: fc.constantFrom('revoked', 'none') }, { requiredKeys: [] })
    .map((match) => control('POST', '/journal/verify', { match, times: 1 })),
)

const requests: fc.Arbitrary<Asked> = fc
  .tuple(
    fc.oneof(revocations, { weight: 2, arbitrary: acts }, questions),
    fc.option(fc.constantFrom('one', 'other'), { nil: undefined, freq: 1 }),
  )
  .map(([asked, world]) => ({ ...asked, ...(world !== undefined && { world }) }))

/** What tells of everything that a mock knows. */
const everything = [undefined, 'one', 'other'].flatMap((world) =>
  ['/tokens', '/snapshots', '/journal?limit=1000'].map((path) => ({ ...control('GET', path), ...(world !== undefined && { world }) })),
)

// A skipped test is reported, with the name that says why.
test.skipIf(!hasRedis)(
  'whatever is asked of a mock, it answers and notes the same on memory, file and Redis (needs redis-server)',
  async () => {
    const redis = await startRedis()
    onTestFinished(() => redis.stop())
    let count = 0
    await fc.assert(
      fc.asyncProperty(fc.array(requests, { minLength: 20, maxLength: 60, size: 'max' }), async (asked) => {
        count += 1
        const folder = mkdtempSync(join(tmpdir(), 'alike-'))
        const stores = await Promise.all(['memory:', `file:${folder}`, `${redis.url}?prefix=alike-${count}`].map(openStore))
        const [memory = [], ...others] = await Promise.all(stores.map((store) => answersTo([...asked, ...everything], store)))
        for (const answers of others) expect(answers).toStrictEqual(memory)
        await Promise.all(stores.map((store) => store.close()))
        rmSync(folder, { recursive: true })
      }),
      { numRuns: 25 },
    )
  },
)

/** What one mock on this store says to all of it, one after the other. */
async function answersTo(asked: readonly Asked[], store: Store): Promise<unknown[]> {
  const service = serviceOn(store)
  await service.start()
  const answers = []
  for (const one of asked) answers.push(await answerTo(one, service))
  service.close()
  return answers
}

async function answerTo({ method, target, world, caller, body }: Asked, service: Service): Promise<unknown> {
  const secret = seeds[caller ?? seeds.length]?.secret
  const answer = await service.handler({
    method,
    target,
    headers: [
      'content-type',
      'application/json',
      ...(world === undefined ? [] : ['x-mock-world', world]),
      ...(secret === undefined ? [] : ['authorization', `Bearer ${secret}`]),
    ],
    body: body === undefined ? new Uint8Array(0) : new TextEncoder().encode(JSON.stringify(body)),
    connection: { number: 0, isLocal: true, closed: false },
  })
  // How long it took is all that may differ.
  return { ...answer, body: answer.body.replaceAll(/"duration":[\d.e-]+/g, '"duration":0') }
}
