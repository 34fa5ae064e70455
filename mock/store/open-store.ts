import { MockError } from '../errors.ts'
import { memoryStore } from './memory.ts'
import type { Store } from './store.ts'

/**
 * Opens the store that a text names: `memory:`, `file:DIR`, `redis://…` or `rediss://…`. What a kind needs is imported when it is chosen.
 *
 * @throws MockError `BAD_OPTION` when there is no such kind, `STORE_REFUSED` when the store cannot be had.
 */
export async function openStore(where: string): Promise<Store> {
  const [, kind = '', rest = ''] = /^([a-z]+:)(.*)$/s.exec(where) ?? []
  if (kind === 'memory:' && rest === '') return memoryStore()
  if (kind === 'file:' && rest !== '') {
    const { openFileStore } = await import('./file/file-store.ts')
    return openFileStore(rest)
  }
  if ((kind === 'redis:' || kind === 'rediss:') && rest.startsWith('//')) {
    const { openRedisStore } = await import('./redis/redis-store.ts')
    return openRedisStore(where)
  }
  throw new MockError('BAD_OPTION', `There is no store "${where}". Give memory:, file:DIR, redis://… or rediss://…`)
}
