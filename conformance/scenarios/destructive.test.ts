import { randomBytes, randomUUID } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { castOf } from '../engine/calibration.ts'
import { Case, Withheld } from '../engine/case.ts'
import type { IssuedToken } from '../provisioner/index.ts'
import { answer, startHostileTarget } from '../testing/hostile-target.ts'
import { quickWorld } from '../testing/quick-world.ts'
import { scenariosFor } from './index.ts'
import type { Scenario } from './scenario.ts'
import { examplesOf } from './scenario.ts'

vi.mock('node:timers/promises', () => ({ setTimeout: async () => {} }))

const scenarios = scenariosFor('a challenge')
const named = scenarios.map((one) => [one.id, one] as const)

/** Ids as targets have them: of some, another one differs in a character, or begins alike. */
const idForms = {
  uuid: () => randomUUID(),
  number: (count: number) => String(1040 + count),
  prefixed: (count: number) => `tok_${count}_${randomBytes(9).toString('base64url').replaceAll('-', 'x')}`,
  text: () => randomBytes(15).toString('base64url').replaceAll(/[-_]/g, 'x'),
} as const

const secrets = {
  opaque: () => `dz_${randomBytes(32).toString('base64url')}`,
  jwt: () =>
    [{ alg: 'RS256' }, { sub: randomUUID() }].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.') +
    '.c2lnbmF0dXJl',
} as const

interface Surroundings {
  readonly id: keyof typeof idForms
  readonly secret: keyof typeof secrets
  /** What the target answers, in turn. */
  readonly statuses: readonly number[]
}

const surroundings: fc.Arbitrary<Surroundings> = fc.record({
  id: fc.constantFrom('uuid', 'number', 'prefixed', 'text'),
  secret: fc.constantFrom('opaque', 'jwt'),
  statuses: fc.array(fc.constantFrom(201, 400, 401, 403, 404, 422, 500), { minLength: 1, maxLength: 5 }),
})

const ends: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

interface Sent {
  readonly requests: readonly string[]
  readonly own: readonly string[]
}

/** Plays inputs of a scenario against a target; what arrived there, and the tokens that are the run's own. */
async function play(
  scenario: Scenario,
  inputs: readonly unknown[],
  { id, secret, statuses }: Surroundings,
  destructive: boolean,
): Promise<Sent> {
  const issued: IssuedToken[] = []
  const target = await startHostileTarget(
    (socket, turn) => void socket.write(answer('{}', { status: statuses[turn % statuses.length] ?? 404 })),
  )
  ends.push(async () => target.close())
  const { signal } = new AbortController()
  setMaxListeners(0, signal)
  const world = quickWorld(
    target.url,
    {
      limited: false,
      issue: async (kind, count) => {
        const tokens = Array.from({ length: count }, (_, index) => ({
          kind,
          id: idForms[id](issued.length + 3 * index),
          secret: secrets[secret](),
        }))
        issued.push(...tokens)
        return tokens
      },
      close: async () => {},
    },
    // Some bytes are never answered.
    { destructive, signal, timeout: { ms: 100 } },
  )
  const on = new Case(world, await castOf(world.supply), scenario.id, `${scenario.id}#1`)
  for (const input of inputs) {
    await scenario.run(input, on).catch((error: unknown) => {
      if (!(error instanceof Withheld)) throw error
    })
  }
  on.end()
  await world.lanes.close()
  return { requests: target.requests, own: issued.flatMap((token) => [token.id, token.secret]) }
}

/** What a run without `--destructive` off loopback may send; the problem with a request, if there is one. */
function problemOf(request: string, own: readonly string[]): string | undefined {
  const [head = '', framed = ''] = splitAt(request, '\r\n\r\n')
  const body = /^transfer-encoding:/im.test(head) ? unchunked(framed) : framed
  const target = /^\S+ (\S+)/.exec(head)?.[1] ?? ''
  const segment = /\/tokens\/(.*)\/revoke(?:$|\?)/.exec(target)?.[1]
  if (segment !== undefined && !isHarmlessId(decoded(segment), own)) return `id ${segment}`
  const credentials = [...head.matchAll(/^authorization:(.*)$/gim)].map(([, value = '']) =>
    own.reduce((left, one) => left.replace(one, ''), value),
  )
  const pattern = credentials.find((value) => /[%*?'"`;\\#]/.test(value))
  if (pattern !== undefined) return `credential ${pattern}`
  const text = textsIn(body).find((one) => /['"`\\].*(?:--|;|#|\/\*)/s.test(one))
  return text === undefined ? undefined : `text ${text}`
}

/** It names a token of the run, is a whole UUID, or no id at all: a text that no id begins with, and that is no pattern. */
function isHarmlessId(id: string, own: readonly string[]): boolean {
  if (/[%*?'"`;\\#]|--/.test(id)) return false
  const bare = (text: string): string => text.toLowerCase().replaceAll('-', '')
  const whole = id
    .replace(/\0.*$/s, '')
    .replace(/^(?:urn:uuid:|\{|(?:\.\.?\/)+)/, '')
    .replace(/\}$/, '')
    .trim()
  if (own.some((one) => bare(one) === bare(whole))) return true
  if (/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(whole)) return true
  return whole.length > 3 && /[^\da-f-]/i.test(whole) && !whole.includes('_') && !own.some((one) => one.startsWith(whole))
}

function textsIn(body: string): readonly string[] {
  const texts: string[] = []
  try {
    JSON.parse(
      Buffer.from(body, 'latin1').toString(),
      (key, value: unknown) => void texts.push(key, ...(typeof value === 'string' ? [value] : [])),
    )
    return texts
  } catch {
    return [body.replaceAll('"', '')]
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function unchunked(framed: string): string {
  const [size = '', rest = ''] = splitAt(framed, '\r\n')
  const length = Number.parseInt(size, 16)
  return length > 0 ? rest.slice(0, length) + unchunked(rest.slice(length + 2)) : ''
}

function splitAt(text: string, mark: string): readonly string[] {
  const at = text.indexOf(mark)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + mark.length)]
}

function problemsIn({ requests, own }: Sent): readonly string[] {
  return requests.map((request) => problemOf(request, own)).filter((problem) => problem !== undefined)
}

const usual: Surroundings = { id: 'uuid', secret: 'opaque', statuses: [404] }

describe('without --destructive, off loopback,', () => {
  test.each(named)('%s sends nothing by hand that could wipe a careless system', async (_, one) => {
    for (const id of ['uuid', 'number'] as const) {
      expect(problemsIn(await play(one, examplesOf(one, 'quick'), { ...usual, id }, false))).toEqual([])
    }
  })

  test('no scenario generates anything that could, whatever ids look like and whatever is answered', () =>
    fc.assert(
      fc.asyncProperty(fc.constantFrom(...scenarios), fc.integer(), surroundings, async (one, seed, around) => {
        const inputs = typeof one.inputs === 'function' ? one.inputs(undefined) : one.inputs
        expect(problemsIn(await play(one, fc.sample(inputs, { seed, numRuns: 3 }), around, false))).toEqual([])
      }),
      { numRuns: 60 },
    ))

  test('every kind of id, credential and reason that cannot is still sent', async () => {
    const [ids, credentials, bodies] = ['identifiers', 'credentials', 'lifecycle'].map((id) => scenarios.find((one) => one.id === id))
    const sent = async (one: Scenario | undefined): Promise<string> =>
      one === undefined ? '' : (await play(one, examplesOf(one, 'quick'), usual, false)).requests.join('\n')
    expect(await sent(ids)).toMatch(/not-a-uuid[^]*\.\.%2F/)
    expect(await sent(credentials)).toMatch(/Bearer undefined[^]*Bearer dz_two/)
    expect(await sent(bodies)).toMatch(/it's lost[^]*<script>/)
  })
})

test.each(['identifiers', 'spellings', 'credentials', 'refusals', 'lifecycle'])('with it, %s does', async (id) => {
  const one = scenarios.find((scenario) => scenario.id === id)
  if (one === undefined) throw new Error(`There is no scenario ${id}.`)
  expect(problemsIn(await play(one, examplesOf(one, 'quick'), usual, true))).not.toEqual([])
})
