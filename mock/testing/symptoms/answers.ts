import { createHash } from 'node:crypto'
import { isDateTime, revokePath } from '../../../contract/index.ts'
import { bytesOf, nobody } from '../setup.ts'
import type { Sent } from '../setup.ts'
import type { Reply } from '../wire.ts'
import type { TokenItem } from '../../control/generated/types.ts'
import type { Symptom, Symptoms } from './symptom.ts'
import { answers, dataOf, later, one } from './symptom.ts'

const minute = 60_000
const reason = ` <"it's" lost> ${'x'.repeat(300)} `

/** What shows that answers are wrong, missing, or tell too much. */
export const answerSymptoms: Symptoms = {
  'ok-instead-of-created': answers(200, {}),
  'success-false': shown(({ json }) => !(json as { success: boolean }).success),
  'data-null': shown(({ json }) => (json as { data: unknown }).data === null),
  'bare-data': shown(({ json }) => 'jti' in (json as object)),
  'empty-envelope': shown(({ body }) => body === '{}'),
  'message-is-a-number': shown(({ json }) => (json as { message: unknown }).message === 1),
  'wrong-id': shown((reply, { id }) => dataOf(reply)['id'] !== id),
  'shared-jti': shown((reply, { jti }) => dataOf(reply)['jti'] !== jti),
  'jti-regenerated': shown((reply, { jti }) => dataOf(reply)['jti'] !== jti),
  'wrong-actor': shown((reply, { email }) => dataOf(reply)['revoked_by'] === email),
  'reason-truncated': shown((reply) => dataOf(reply)['revocation_reason'] === reason.slice(0, 255)),
  async 'reason-cut-at-emoji'(bench) {
    const { id } = await one(bench)
    const reply = await bench.revoke(id, { body: JSON.stringify({ reason: 'lost 🔑 today' }) })
    return dataOf(reply)['revocation_reason'] === 'lost '
  },
  'reason-dropped': shown((reply) => dataOf(reply)['revocation_reason'] === null),
  'reason-escaped': shown((reply) => String(dataOf(reply)['revocation_reason']).includes('&lt;&quot;it')),
  'reason-trimmed': shown((reply) => dataOf(reply)['revocation_reason'] === reason.trim()),
  'missing-revoked-at': shown((reply) => !('revoked_at' in dataOf(reply))),
  'naive-timestamp': shown((reply) => !isDateTime(String(dataOf(reply)['revoked_at']))),
  'compact-offset': shown((reply) => String(dataOf(reply)['revoked_at']).endsWith('+0000')),
  'epoch-timestamp': shown((reply) => typeof dataOf(reply)['revoked_at'] === 'number'),
  'local-time-as-utc': shown((reply) => Date.parse(String(dataOf(reply)['revoked_at'])) > Date.now() + minute),
  'created-at-as-revoked-at': shown((reply) => Date.parse(String(dataOf(reply)['revoked_at'])) < Date.now() - minute),
  async 'issue-time-as-revoked-at'(bench) {
    const target = await one(bench)
    await bench.probe(target.secret)
    const before = Date.now()
    await later(5)
    return Date.parse(String(dataOf(await bench.revoke(target.id))['revoked_at'])) <= before
  },
  async restamped(bench) {
    const target = await one(bench)
    const first = await bench.revoke(target.id)
    await later(5)
    return dataOf(first)['revoked_at'] !== dataOf(await bench.revoke(target.id))['revoked_at']
  },
  async 'reason-cut-in-store'(bench) {
    const target = await one(bench)
    const first = await bench.revoke(target.id, { body: JSON.stringify({ reason }) })
    return dataOf(first)['revocation_reason'] !== dataOf(await bench.revoke(target.id))['revocation_reason']
  },
  async 'two-winners'(bench) {
    const target = await one(bench)
    const replies = await Promise.all(Array.from({ length: 6 }, () => bench.revoke(target.id)))
    return new Set(replies.map((reply) => dataOf(reply)['revoked_at'])).size > 1
  },

  'not-found-is-success': unknownGets(201),
  async 'id-found-in-text'(bench) {
    const { id } = await one(bench)
    return (await bench.revoke(`x%0A${id}%0Ax`)).status === 201
  },
  'unauthorized-for-unknown': unknownGets(401),
  'unprocessable-for-unknown': unknownGets(422),

  'body-required': answers(422, {}),
  'null-body-refused': answers(422, { body: 'null' }),
  'null-reason-refused': answers(422, { body: '{"reason": null}' }),
  'empty-reason-refused': answers(422, { body: '{"reason": ""}' }),
  'extra-property-refused': answers(422, { body: '{"other": 1}' }),
  'anything-goes': answers(201, { body: '{"reason": [1]}' }),
  'reason-coerced': answers(201, { body: '{"reason": 1}' }),
  'malformed-json-ignored': answers(201, { body: '{' }),
  'detail-is-a-string': async ({ revoke }) => typeof detailOf(await revoke(nobody, { body: '5' })) === 'string',
  'detail-without-loc': async ({ revoke }) => !(await revoke(nobody, { body: '5' })).body.includes('"loc"'),

  async 'second-revocation-crashes'(bench) {
    const target = await one(bench)
    await bench.revoke(target.id)
    return (await bench.revoke(target.id)).status === 500
  },
  async 'concurrent-crash'(bench) {
    const target = await one(bench)
    const replies = await Promise.all(Array.from({ length: 6 }, () => bench.revoke(target.id)))
    return replies.some(({ status }) => status === 500)
  },
  'malformed-json-crash': answers(500, { body: '{' }),
  'wrong-type-crash': answers(500, { body: '{"reason": 5}' }),
  'deep-json-crash': answers(500, { body: `{"x": ${'['.repeat(600)}${']'.repeat(600)}}` }),
  'number-overflow-crash': answers(500, { body: '{"reason": 1e999}' }),
  'unknown-charset-crash': answers(500, { body: '{}', type: 'application/json; charset=no-such-charset' }),
  'odd-accept-crash': answers(500, { headers: ['Accept: text/html;q=high'] }),
  'nul-unanswered': async (bench) => (await outcomeOf(bench, { body: String.raw`{"reason": "\u0000"}` })) === 'nothing',
  'nul-crash': answers(500, { body: String.raw`{"reason": "\u0000"}` }),
  'surrogate-crash': answers(500, { body: String.raw`{"reason": "\ud800"}` }),
  'long-reason-crash': answers(500, { body: JSON.stringify({ reason: 'x'.repeat(1001) }) }),
  'non-uuid-crash': async ({ revoke }) => (await revoke('no-uuid')).status === 500,
  'bad-encoding-crash': answers(500, { path: '/api/v1/tokens/%ZZ/revoke', as: null }),
  'stuck=2': async (bench) => (await secondOutcome(bench)) === 'nothing',
  'connection-dropped=2': async (bench) => (await secondOutcome(bench)) === 'closed',

  'secret-echoed': async ({ mock, revoke }) =>
    (await revoke(nobody, { as: mock.tokens.revoked.secret })).body.includes(mock.tokens.revoked.secret),
  'secret-in-header': async (bench) => {
    const reply = await bench.revoke((await one(bench)).id)
    return Object.values(reply.headers).some((value) => value.includes(bench.mock.tokens.manager.secret))
  },
  'secret-hash-echoed': async (bench) => {
    const hash = createHash('sha256').update(bench.mock.tokens.manager.secret).digest('hex')
    return (await bench.revoke((await one(bench)).id)).body.includes(hash)
  },

  'get-revokes': killsBy({ method: 'GET' }),
  'delete-revokes': killsBy({ method: 'DELETE' }),
  'method-override-revokes': killsBy({ method: 'PUT', headers: ['X-HTTP-Method-Override: POST'] }),
  'html-errors': async ({ revoke }) => (await revoke(nobody)).headers['content-type'] === 'text/html',
  'success-true-in-errors': async ({ revoke }) => ((await revoke(nobody)).json as { success?: boolean }).success === true,
  'json-as-text': shown(({ headers }) => headers['content-type'] === 'text/plain'),
  async 'answers-twice=2'(bench) {
    const wire = await bench.wire()
    for (let count = 0; count < 2; count += 1) await bench.revoke(nobody, {}, wire)
    return Promise.race([wire.next().then(() => true), later(100).then(() => false)])
  },
  'no-allow': async ({ revoke }) => !('allow' in (await revoke(nobody, { method: 'GET' })).headers),
}

/** A symptom in the 201 of a plain revocation with a reason that is not quite plain. */
function shown(isWrong: (reply: Reply, target: TokenItem) => boolean): Symptom {
  return async (bench) => {
    const target = await one(bench)
    return isWrong(await bench.revoke(target.id, { body: JSON.stringify({ reason }) }), target)
  }
}

function unknownGets(status: number): Symptom {
  return async ({ revoke }) => (await revoke(nobody)).status === status
}

function killsBy(sent: Sent): Symptom {
  return async (bench) => {
    const target = await one(bench)
    await bench.revoke(target.id, sent)
    return (await bench.probe(target.secret)) === 'dead'
  }
}

function detailOf({ json }: Reply): unknown {
  return (json as { detail?: unknown }).detail
}

async function secondOutcome(bench: Parameters<Symptom>[0]): Promise<Outcome> {
  await bench.revoke(nobody)
  return outcomeOf(bench, {})
}

type Outcome = 'answer' | 'closed' | 'nothing'

async function outcomeOf({ mock, wire }: Parameters<Symptom>[0], sent: Sent): Promise<Outcome> {
  const open = await wire()
  const answer = open.exchange(bytesOf({ path: revokePath(nobody), ...sent }, mock.tokens.manager.secret))
  return Promise.race([
    answer.then(
      () => 'answer' as const,
      () => 'closed' as const,
    ),
    later(100).then(() => 'nothing' as const),
  ])
}
