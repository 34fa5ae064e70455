import type { Door, Header, RecordedRequest, TokenRecord } from '../../history/events.ts'
import type { Act, Batch, BodyForm, Plan, Who } from './plan.ts'
import type { SimulatedToken } from './target.ts'
import { textOf } from './target.ts'

export const startedAt: number = Date.parse('2026-01-01T00:00:00.000Z')

/** A probe at rest. */
export const quiet: Act = {
  gap: 10,
  who: { kind: 'nobody' },
  what: { kind: 'unknown' },
  method: 'POST',
  body: 'none',
  door: 0,
  check: 1,
  effect: 1,
  answer: 1,
  fate: { kind: 'answered' },
  choice: 1,
  age: 0,
  tie: 1,
}

/** What each door answers to garbage and to one of each kind, before anything is revoked. */
export function calibration(doors: number): Act[] {
  const first = (of: 'manager' | 'revocable' | 'outsider' | 'expired'): Who => ({ kind: 'token', token: 0, of, scheme: 'Bearer' })
  return Array.from({ length: doors }, (_, door) =>
    [
      { kind: 'garbage' } as const,
      first('manager'),
      first('revocable'),
      first('outsider'),
      first('expired'),
      { kind: 'control', token: 0 } as const,
    ].map((who) => ({ ...quiet, door, who })),
  ).flat()
}

export function headerOf({ target }: Plan, doors: readonly Door[]): Header {
  return {
    kind: 'header',
    version: 1,
    suite: 'test',
    contractDigest: '0'.repeat(64),
    contractPath: '/api/v1/tokens/{token_id}/revoke',
    seed: 1,
    profile: 'quick',
    startedAt: new Date(startedAt).toISOString(),
    doors,
    propagation: target.propagation,
    requestTimeout: 2000,
  }
}

/** A token of a batch, as it is and as the provisioner tells of it. */
export function tokenOf({ target }: Plan, batch: Batch, alias: string, number: number, at: number): SimulatedToken {
  const { kind, owner, expiresAfter, expirySkew } = batch
  const { tells } = target
  const digits = String(number + 1).padStart(12, '0')
  const email = `owner-${owner}@example.com`
  const token: TokenRecord = {
    alias,
    kind,
    id: `aaaaaaaa-0000-4000-8000-${digits}`,
    ...(tells.jti ? { jti: `jti-${digits}` } : {}),
    ...(tells.name ? { name: `the token ${alias}` } : {}),
    ...(tells.email ? { email } : {}),
    ...(tells.owner ? { owner: `owner-${owner}` } : {}),
    ...(expiresAfter === undefined ? {} : { expiresAt: new Date(startedAt + target.clock + at + expiresAfter).toISOString() }),
  }
  const never = kind === 'expired' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  return {
    token,
    kind,
    email,
    owner,
    jti: `jti-${digits}`,
    issuedAt: at,
    expiresAt: expiresAfter === undefined ? never : at + expiresAfter - expirySkew,
    // The first door knows it at once, others hear of it later.
    knownFrom: [at, at + (number % 3) * 15, at + (number % 2) * 40],
    usedAt: at,
    deadSince: Number.POSITIVE_INFINITY,
    record: undefined,
  }
}

/** The bytes of an act. */
export function requestOf(
  act: Act,
  id: number,
  door: Door,
  bearer: TokenRecord | undefined,
  target: TokenRecord | undefined,
): RecordedRequest {
  const prefix = new URL(door.url).pathname.replace(/\/$/, '')
  const headers = authorizationOf(act.who, bearer).map((value) => ['Authorization', value] as const)
  if (door.kind === 'probe') {
    const [method = '', path = ''] = (door.operation ?? '').split(' ')
    return { method, target: prefix + path, headers, body: null, framing: 'none' }
  }
  const { text, type, framing } = bodies[act.body]
  const slash = act.method === 'POST with a slash'
  return {
    method: slash ? 'POST' : act.method,
    target: `${prefix}/api/v1/tokens/${segmentOf(act, id, target)}/revoke${slash ? '/' : ''}`,
    headers: [...headers, ...(type === undefined ? [] : [['Content-Type', type] as const])],
    body: text === undefined ? null : textOf(text),
    framing: framing ?? (text === undefined ? 'none' : 'length'),
  }
}

const json = 'application/json'

const bodies: Readonly<Record<BodyForm, { text?: string; type?: string; framing?: 'length' | 'chunked' }>> = {
  none: {},
  null: { text: 'null', type: json },
  reason: { text: '{"reason":"because"}', type: json },
  'wrong type': { text: '{"reason":5}', type: json },
  broken: { text: '{"reason"', type: json },
  lenient: { text: '{"reason":"x",}', type: json },
  'duplicate keys': { text: '{"reason":"first","reason":"second"}', type: json },
  empty: { text: '', type: json },
  'plain text': { text: 'plain words', type: 'text/plain' },
  chunked: { text: '{"reason":"because"}', type: json, framing: 'chunked' },
  'odd keys': { text: '{"reason":"lower","Reason":"upper"}', type: json },
}

function authorizationOf(who: Who, bearer: TokenRecord | undefined): readonly string[] {
  if (bearer !== undefined) {
    const value = `${who.kind === 'token' ? who.scheme : 'Bearer'} ⟦${bearer.alias}⟧`
    return who.kind === 'garbage and a token' ? ['Bearer dz_garbage', value] : [value]
  }
  const values: Partial<Record<Who['kind'], readonly string[]>> = {
    nobody: [],
    malformed: ['Bearer'],
    'two bad ones': ['Bearer dz_one', 'Bearer dz_two'],
  }
  return values[who.kind] ?? ['Bearer dz_garbage']
}

function segmentOf({ what }: Act, id: number, target: TokenRecord | undefined): string {
  if (what.kind === 'nil') return '00000000-0000-0000-0000-000000000000'
  if (what.kind === 'not a uuid') return 'not-a-uuid'
  if (target === undefined) return `bbbbbbbb-0000-4000-8000-${String(id).padStart(12, '0')}`
  return what.kind === 'token' && what.spelled === 'in upper case' ? target.id.toUpperCase() : target.id
}
