import { faults } from '../faults/index.ts'
import { tokenKinds } from '../model/token.ts'
import type { Answer } from '../pipeline/answer.ts'
import { json } from '../pipeline/answer.ts'
import { readings } from '../readings/readings.ts'
import { networkFaults } from '../switches/network.ts'
import { cookieName, isToken } from './access.ts'
import type { Acts } from './call.ts'
import { done } from './call.ts'
import { errorAnswer } from './errors.ts'
import type { Catalogue, NetworkFault } from './generated/types.ts'
import { documentText } from './operations.ts'

type MockOperation = 'health' | 'readiness' | 'metrics' | 'document' | 'contract' | 'catalogue' | 'signIn'

/** The mock itself. */
export const mockActs: Acts<MockOperation> = {
  health: () => json(200, { status: 'ok' }),
  async readiness({ mock: { store } }) {
    const health = await store.health()
    return health.ready ? json(200, health) : json(503, { ready: false, detail: health.why }, { 'retry-after': '1' })
  },
  async metrics({ mock: { metrics } }) {
    return { status: 200, headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }, body: await metrics() }
  },
  document: () => jsonText(documentText),
  contract: ({ mock: { contract } }) => json(200, contract().document),
  catalogue: () => json(200, catalogue()),
  signIn({ mock: { access }, body: { token } }) {
    if (access.token === undefined) return done
    if (!isToken(token, access.token)) return errorAnswer(401, 'This is not the control token.', { 'www-authenticate': 'Bearer' })
    const cookie = `${cookieName}=${encodeURIComponent(token)}; Path=/_mock; HttpOnly; SameSite=Strict`
    return { ...done, headers: { 'set-cookie': cookie } }
  },
}

function jsonText(body: string): Answer {
  return { status: 200, headers: { 'content-type': 'application/json' }, body }
}

function catalogue(): Catalogue {
  return {
    readings,
    faults: faults.map(({ name, family, level, summary, parameter }) => ({
      name,
      family,
      level,
      summary,
      ...(parameter && { parameter }),
    })),
    network: Object.entries(networkFaults).map(([name, summary]) => ({ name: name as NetworkFault, summary })),
    kinds: tokenKinds,
  }
}
