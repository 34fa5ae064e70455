import { revokePath } from '../../../contract/index.ts'
import { bytesOf, nobody } from '../setup.ts'
import type { Bench, Sent } from '../setup.ts'
import type { Symptoms } from './symptom.ts'
import { later, one, sibling } from './symptom.ts'

/** What shows that revocations do not take effect. */
export const finalitySymptoms: Symptoms = {
  'revoke-is-noop': livesOn,
  'keyed-by-wrong-id': livesOn,
  'unreasoned-revocation-ignored': livesOn,
  'delayed-revocation': livesOn,
  'grace-period': livesOn,
  'one-last-use': livesOn,
  'quoted-reason-ignored': (bench) => livesOn(bench, { body: `{"reason": "it's lost"}` }),
  'long-reason-ignored': (bench) => livesOn(bench, { body: JSON.stringify({ reason: 'x'.repeat(501) }) }),
  async 'cached-credential'(bench) {
    const target = await one(bench)
    await bench.probe(target.secret)
    await bench.revoke(target.id)
    return (await bench.probe(target.secret)) === 'live'
  },
  async 'one-worker-only'(bench) {
    const target = await one(bench)
    await bench.revoke(target.id)
    const seen = [await bench.probe(target.secret), await bench.probe(target.secret)]
    return seen.includes('live')
  },
  async 'whole-second-check'(bench) {
    const target = await one(bench)
    // Late in a second there may be nothing to see.
    await later(1000 - (Date.now() % 1000))
    await bench.revoke(target.id)
    return (await bench.probe(target.secret)) === 'live'
  },
  async 'forgotten-after-a-while=20'(bench) {
    const target = await one(bench)
    await bench.revoke(target.id)
    await later(30)
    return (await bench.probe(target.secret)) === 'live'
  },
  async 'evicted-after-many=3'(bench) {
    const tokens = await bench.mock.issue('revocable', 5)
    for (const { id } of tokens) await bench.revoke(id)
    return (await bench.probe(tokens[0]?.secret ?? '')) === 'live' && (await bench.probe(tokens[4]?.secret ?? '')) === 'dead'
  },
  async 'revoked-again-is-alive'(bench) {
    const target = await one(bench)
    await bench.revoke(target.id)
    await bench.revoke(target.id)
    return (await bench.probe(target.secret)) === 'live'
  },
  async 'reissue-revives'(bench) {
    const target = await one(bench)
    await bench.revoke(target.id)
    const before = await bench.probe(target.secret)
    await sibling(bench, target)
    return before === 'dead' && (await bench.probe(target.secret)) === 'live'
  },
  async 'in-flight-race=30'(bench) {
    const target = await one(bench)
    const slow = bench.probe(target.secret)
    await later(5)
    await bench.revoke(target.id)
    await slow
    return (await bench.probe(target.secret)) === 'live'
  },
  async 'self-revocation-ignored'(bench) {
    const target = await one(bench)
    const { status } = await bench.revoke(target.id, { as: target.secret })
    return status === 201 && (await bench.probe(target.secret)) === 'live'
  },
  async 'other-spelling-ignored'(bench) {
    const target = await one(bench)
    const { status } = await bench.revoke(target.id.toUpperCase())
    return status === 201 && (await bench.probe(target.secret)) === 'live'
  },
  async 'manager-immune'(bench) {
    const target = await one(bench, 'manager')
    await bench.revoke(target.id)
    return (await bench.probe(target.secret)) === 'live'
  },
  async 'page-bypasses'(bench) {
    const target = await one(bench)
    await bench.revoke(target.id)
    return (await bench.revoke(nobody, { as: target.secret, headers: ['User-Agent: Mozilla/5.0'] })).status === 404
  },
  async 'body-revives'(bench) {
    const target = await one(bench)
    await bench.revoke(target.id)
    await bench.revoke(target.id, { body: '{"revoked_at": null}' })
    return (await bench.probe(target.secret)) === 'live'
  },
  async 'lower-case-scheme-bypasses'(bench) {
    const target = await one(bench)
    await bench.revoke(target.id)
    return (await bench.revoke(nobody, { as: null, headers: [`Authorization: bearer ${target.secret}`] })).status === 404
  },
  async 'malformed-body-bypasses'(bench) {
    const [dead, target] = [await one(bench, 'manager'), await one(bench)]
    await bench.revoke(dead.id)
    return (await bench.revoke(target.id, { as: dead.secret, body: '{' })).status === 201
  },
  async 'checked-once-per-connection'(bench) {
    const [target, wire] = [await one(bench), await bench.wire()]
    await bench.probe(target.secret, wire)
    await bench.revoke(target.id)
    return (await bench.probe(target.secret, wire)) === 'live'
  },
  async 'sometimes-fails-open=3'(bench) {
    const target = await one(bench)
    await bench.revoke(target.id)
    const seen = [await bench.probe(target.secret), await bench.probe(target.secret), await bench.probe(target.secret)]
    return seen.filter((state) => state === 'live').length === 1
  },
  async 'busy-fails-open=3'(bench) {
    const target = await one(bench)
    await bench.revoke(target.id)
    const alone = await bench.probe(target.secret)
    const seen = await Promise.all(Array.from({ length: 12 }, () => bench.probe(target.secret)))
    return alone === 'dead' && seen.includes('live')
  },
  async 'lost-update'(bench) {
    const tokens = await bench.mock.issue('revocable', 8)
    await Promise.all(tokens.map(({ id }) => bench.revoke(id)))
    return anyLive(bench, tokens)
  },
  async 'latest-target-wins'(bench) {
    const tokens = await bench.mock.issue('revocable', 8)
    await Promise.all(tokens.map(({ id }) => bench.revoke(id)))
    return anyLive(bench, tokens)
  },
  async 'abandoned-half-done'(bench) {
    const [target, wire] = [await one(bench), await bench.wire()]
    wire.write(bytesOf({ path: revokePath(target.id) }, bench.mock.tokens.manager.secret))
    await later(8)
    wire.close()
    await later(40)
    const { status } = await bench.revoke(target.id)
    return status === 201 && (await bench.probe(target.secret)) === 'live'
  },
}

async function livesOn(bench: Bench, sent: Sent = {}): Promise<boolean> {
  const target = await one(bench)
  const { status } = await bench.revoke(target.id, sent)
  return status === 201 && (await bench.probe(target.secret)) === 'live'
}

async function anyLive(bench: Bench, tokens: readonly { readonly secret: string }[]): Promise<boolean> {
  const seen = await Promise.all(tokens.map(({ secret }) => bench.probe(secret)))
  return seen.includes('live')
}
