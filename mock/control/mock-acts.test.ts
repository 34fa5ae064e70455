import { describeOperations } from '../testing/documented.ts'
import type { mockActs } from './mock-acts.ts'

describeOperations<keyof typeof mockActs>({
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
})
