import fc from 'fast-check'
import { expect, test } from 'vitest'
import { resultOf } from '../engine/result-of.ts'
import type { Exchange, HeaderFields, TokenRecord } from '../history/events.ts'
import type { History } from '../history/history.ts'
import type { IssuedToken } from '../provisioner/index.ts'
import type { Simulation } from '../testing/arbitrary-history.ts'
import { correctHistories } from '../testing/arbitrary-history.ts'
import { readHar } from './har.ts'
import { historyInHar } from './har-history.ts'

/** Raise it to look deeper: `RUNS=5000 npx vitest run conformance/witnessed/fairness.test.ts`. */
const numRuns = Number(process.env['RUNS'] ?? 60)

test('a correct target is accused of nothing by a browser that saw a part of its traffic, whatever is known of the tokens', () =>
  fc.assert(
    fc.property(correctHistories(), fc.nat(), fc.constantFrom('all', 'some', 'none'), (simulation, part, known) => {
      // A restart shows in no HAR: what stands before the target may answer for it.
      fc.pre(simulation.history.restarts.length === 0)
      expect(accusations(simulation, part, known)).toEqual([])
    }),
    { numRuns },
  ))

function accusations({ history }: Simulation, part: number, known: 'all' | 'some' | 'none'): readonly string[] {
  // No browser sends what is no HTTP.
  const sent = history.exchanges.filter(({ door, request }) => door === 'target' && request.framing !== 'raw')
  const exchanges = sent.filter(({ id }) => (id * 7 + part) % 5 !== 0)
  const har = readHar(harOf(history, exchanges))
  const tokens = history.issued
    .filter((_, index) => known === 'all' || (known === 'some' && index % 2 === part % 2))
    .map(({ token }) => itemOf(token))
  if (har === undefined || exchanges.every(({ request }) => !/\/tokens\/[^/]+\/revoke/.test(request.target))) return []
  const witnessed = historyInHar('x.har', har, {
    tokens,
    company: 'shared',
    propagation: history.header.propagation,
    target: urlOf(history),
  })
  return resultOf(witnessed).requirements.flatMap(({ id, verdict }) =>
    verdict.kind === 'failed' ? verdict.findings.map(({ expected, got }) => `${id}: expected ${expected}, got ${got}`) : [],
  )
}

function urlOf({ header }: History): string {
  return header.doors[0]?.url ?? ''
}

/** As Chrome writes it: in whole milliseconds, with the secrets that the history's marks stand for. */
function harOf(history: History, exchanges: readonly Exchange[]): object {
  const entries = exchanges.map(({ begin, end, request, response }) => ({
    startedDateTime: new Date(Date.parse(history.header.startedAt) + Math.floor(begin)).toISOString(),
    time: end === null ? -1 : end - begin,
    timings: { blocked: 0 },
    request: {
      method: request.method,
      url: new URL(urlOf(history)).origin + request.target,
      headers: fieldsOf(request.framing === 'chunked' ? [...request.headers, ['Transfer-Encoding', 'chunked']] : request.headers),
      cookies: [],
      ...(request.body === null ? {} : { postData: { text: request.body.text } }),
    },
    response: {
      status: end === null || response === null ? 0 : response.status,
      headers: fieldsOf(response?.headers ?? []),
      content: { text: unmarked(response?.body.text ?? ''), size: response?.body.length ?? 0 },
    },
  }))
  return { log: { creator: { name: 'WebInspector' }, entries } }
}

function fieldsOf(headers: HeaderFields): readonly object[] {
  return headers.map(([name, value]) => ({ name, value: unmarked(value) }))
}

function unmarked(text: string): string {
  return text.replaceAll(/⟦([^⟧!]+)⟧/g, (_, name: string) => secretOf(name))
}

function secretOf(name: string): string {
  return `dz_secret-of-${name.replaceAll(/[^\w-]/g, '.')}-00000000`
}

function itemOf({ alias, kind, ...facts }: TokenRecord): IssuedToken {
  return { ...facts, kind: kind === 'unknown' ? 'revocable' : kind, secret: secretOf(alias) }
}
