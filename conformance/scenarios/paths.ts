import fc from 'fast-check'
import { json } from './plans/bodies.ts'
import type { Scenario } from './scenario.ts'
import { scenario } from './scenario.ts'

const variants = [
  'trailing slash',
  'double slash',
  'encoded letter',
  'dot segment',
  'upper case',
  'query',
  'fragmentless hash',
  'OPTIONS',
  'override header',
  'override query',
  'override body',
] as const
type Variant = (typeof variants)[number]

/** Where routers and filters are most often of two minds about what they guard. */
const withoutCredential: readonly Variant[] = [
  'trailing slash',
  'double slash',
  'encoded letter',
  'dot segment',
  'upper case',
  'override header',
]

/** Near misses of the contract's path and method, with and without a credential. */
export const paths: Scenario = scenario<{ readonly variant: Variant; readonly withCredential: boolean }>({
  id: 'paths',
  title: 'Near misses of path and method',
  runs: { quick: 0, standard: 20, certification: 60 },
  examples: variants
    .flatMap((variant) => [{ variant, withCredential: true }])
    .concat(withoutCredential.map((variant) => ({ variant, withCredential: false }))),
  inputs: fc.record({ variant: fc.constantFrom(...variants), withCredential: fc.boolean() }),
  run: async ({ variant, withCredential }, on) => {
    const token = await on.take('revocable')
    await on.probe(token)
    const by = withCredential ? on.cast.manager : []
    const path = on.pathOf(token)
    const plans = {
      'trailing slash': { path: `${path}/` },
      'double slash': { path: path.replace('/tokens/', '//tokens/') },
      'encoded letter': { path: path.replace('/tokens/', '/t%6Fkens/') },
      'dot segment': { path: path.replace('/tokens/', '/tokens/./') },
      'upper case': { path: path.replace('/tokens/', '/Tokens/') },
      query: { path, query: 'reason=from%20the%20query&unused=' },
      'fragmentless hash': { path: `${path}%23` },
      OPTIONS: {
        path,
        method: 'OPTIONS',
        headers: [['Origin', 'http://localhost:3000'] as const, ['Access-Control-Request-Method', 'POST'] as const],
      },
      'override header': { path, method: 'GET', headers: [['X-HTTP-Method-Override', 'POST'] as const] },
      'override query': { path, method: 'GET', query: '_method=POST' },
      'override body': { path, method: 'PUT', body: json('override', '_method=POST', 'application/x-www-form-urlencoded') },
    }
    const { response } = await on.send({ by, ...plans[variant] })
    await on.probe(token)
    if (response?.status !== 201) await on.revoke(token, on.cast.manager)
    await on.probe(token)
  },
})
