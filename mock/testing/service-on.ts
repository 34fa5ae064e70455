import { createHash } from 'node:crypto'
import { givenContract } from '../../contract/index.ts'
import { seededBytes } from '../model/random.ts'
import { documentedAnswers } from '../pipeline/documented-answers.ts'
import type { Service } from '../service.ts'
import { serviceOf } from '../service.ts'
import type { Store } from '../store/store.ts'

/** A mock on this store, without a port. Its clock stands still, and every one of them has the same chance. */
export function serviceOn(store: Store): Service {
  return serviceOf(
    { time: { now: '2026-01-15T09:30:00Z', frozen: true } },
    {
      contract: givenContract,
      store,
      clock: () => 0,
      random: seededBytes(1),
      digest: (secret) => createHash('sha256').update(secret).digest('base64url'),
      stock: () => documentedAnswers,
      name: { 'x-mock': 'service' },
      network: undefined,
    },
  )
}
