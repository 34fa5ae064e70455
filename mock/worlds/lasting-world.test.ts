import { describe, expect, test } from 'vitest'
import { revokePath } from '../../contract/index.ts'
import { listOf, seededTokens } from '../model/seeds.ts'
import type { Service } from '../service.ts'
import { memoryStore } from '../store/memory.ts'
import type { Store, WorldStore } from '../store/store.ts'
import { serviceOn } from '../testing/service-on.ts'

const [manager, target] = listOf(seededTokens(1))

/** As a store behind a network is asked. */
function distantStore(): Store {
  const store = memoryStore()
  const world = (name: string): WorldStore => {
    const near = store.world(name)
    return { ...near, both: async (digest, id) => ({ ofDigest: await near.bySecret(digest), ofId: await near.byId(id) }) }
  }
  return { ...store, world }
}

describe.each([
  ['at hand', memoryStore],
  ['behind a network', distantStore],
])('on a store %s', (_, newStore) => {
  test.each([
    ['a revocation', (service: Service) => revoked(service)],
    ['a list', (service: Service) => asked(service, 'GET', '/_mock/tokens')],
    ['a look at one token', (service: Service) => asked(service, 'GET', '/_mock/tokens/manager-1')],
    ['an issue', (service: Service) => asked(service, 'POST', '/_mock/tokens', { kind: 'revocable' })],
    ['a snapshot', (service: Service) => asked(service, 'PUT', '/_mock/snapshots/clean')],
  ])('a world that one mock has removed begins anew for another on the same store, with %s', async (__, act) => {
    const store = newStore()
    const [one, other] = [serviceOn(store), serviceOn(store)]
    await one.start()
    await other.start()
    const [fresh, before] = [await act(one), [await revoked(one), await revoked(other)]]
    expect(before.map(({ status }) => status)).toEqual([201, 201])
    expect(await asked(one, 'DELETE', '/_mock/worlds/w')).toMatchObject({ status: 204 })
    expect((await act(other)).status).toBe(fresh.status)
    for (const service of [one, other]) {
      const { json } = await asked(service, 'GET', '/_mock/tokens/manager-1')
      expect(json).toMatchObject({ state: 'live' })
      expect(await revoked(service)).toMatchObject({ status: 201 })
    }
  })
})

function revoked(service: Service): Promise<{ status: number; json: unknown }> {
  return asked(service, 'POST', revokePath(target?.token.id ?? ''), {}, manager?.secret)
}

async function asked(
  service: Service,
  method: string,
  path: string,
  body?: unknown,
  as?: string,
): Promise<{ status: number; json: unknown }> {
  const answer = await service.handler({
    method,
    target: path,
    headers: ['X-Mock-World', 'w', 'Content-Type', 'application/json', ...(as === undefined ? [] : ['Authorization', `Bearer ${as}`])],
    body: body === undefined ? new Uint8Array(0) : new TextEncoder().encode(JSON.stringify(body)),
    connection: { number: 0, isLocal: true, closed: false },
  })
  return { status: answer.status, json: answer.body === '' ? undefined : (JSON.parse(answer.body) as unknown) }
}
