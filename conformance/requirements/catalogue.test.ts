import { readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { givenContract } from '../../contract/index.ts'
import { History } from '../history/history.ts'
import type { Told } from '../testing/story.ts'
import { Story } from '../testing/story.ts'
import { requirements } from './catalogue.ts'
import type { Judgement, Level, Requirement } from './requirement.ts'

const families = [
  'finality',
  'isolation',
  'envelope',
  'authentication',
  'authorization',
  'existence',
  'validation',
  'robustness',
  'secrecy',
  'http',
]
const levels: readonly Level[] = ['may', 'should', 'must']
const each = requirements.map((requirement) => [requirement.id, requirement] as const)

describe('the catalogue', () => {
  test('names every requirement once', () => {
    const ids = requirements.map(({ id }) => id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  test('has these families, in this order, and no other', () => {
    expect([...new Set(requirements.map(({ id }) => id.split('/')[0]))]).toEqual(families)
  })

  test('holds what the folders hold: each requirement in a file named for it, next to its test', async () => {
    const found: string[] = []
    for (const family of families) {
      for (const file of readdirSync(new URL(family, import.meta.url)).filter((name) => /(?<!\.test)\.ts$/.test(name))) {
        const exported: unknown[] = Object.values((await import(`./${family}/${file}`)) as object)
        for (const requirement of exported.filter(isRequirement)) {
          expect(`${family}/${file}`).toBe(`${requirement.id}.ts`)
          found.push(requirement.id)
        }
      }
      const files = readdirSync(new URL(family, import.meta.url))
      const untested = requirements.filter(({ id }) => id.startsWith(`${family}/`) && !files.includes(`${id.split('/')[1]}.test.ts`))
      expect(untested.map(({ id }) => id)).toEqual([])
    }
    expect(found.toSorted()).toEqual(requirements.map(({ id }) => id).toSorted())
  })
})

describe.each(each)('%s', (id, requirement) => {
  test('is well named', () => {
    expect(id).toMatch(/^[a-z]+\/[a-z0-9]+(?:-[a-z0-9]+)*$/)
    expect(requirement.title).toMatch(/^[A-Z`].*[^.]$/)
    expect(levels).toContain(requirement.level)
  })

  test('quotes a place that says so', () => {
    const { document, at, quote } = requirement.source
    expect(quote.trim()).toBe(quote)
    expect(quote).not.toBe('')
    expect(`${document} ${at}`).toMatch(/^(?:contract \/.+|RFC \d{4} \d+(?:\.\d+)*)$/)
    expect(document === 'contract' ? textAt(at) : quote).toContain(quote)
  })

  test('asks nothing of a target that was asked nothing', () => {
    expect(requirement.judge(new Story([]).history())).toEqual({ exercised: 0, findings: [] })
    expect(requirement.judge(new Story(['manager-1', 'outsider-1', 'expired-1', 'revocable-1']).history())).toMatchObject({ findings: [] })
  })
})

describe('every judge, whatever happened,', () => {
  test('is pure: it changes nothing, and says the same again', () => {
    fc.assert(
      fc.property(histories, ({ events }) => {
        const [one, other] = [new History(deeplyFrozen(structuredClone(events))), new History(events)]
        for (const requirement of requirements) expect(requirement.judge(other)).toEqual(requirement.judge(one))
      }),
      { numRuns: 60 },
    )
  })

  test('points every finding at exchanges and tokens of the history, at no higher level than its own', () => {
    fc.assert(
      fc.property(histories, (history) => {
        for (const requirement of requirements) expectLawful(requirement, requirement.judge(history), history)
      }),
      { numRuns: 60 },
    )
  })
})

function expectLawful({ id, level }: Requirement, { exercised, findings }: Judgement, history: History): void {
  expect(exercised).toBeGreaterThanOrEqual(0)
  for (const finding of findings) {
    expect(finding.requirement).toBe(id)
    expect(levels.indexOf(finding.level)).toBeLessThanOrEqual(levels.indexOf(level))
    expect(finding.exchanges.length).toBeGreaterThan(0)
    expect(new Set(finding.exchanges).size).toBe(finding.exchanges.length)
    for (const exchange of [...finding.exchanges, ...(finding.candidates ?? [])]) expect(history.exchange(exchange)).toBeDefined()
    for (const token of finding.tokens) expect(history.token(token)).toBeDefined()
    for (const text of [finding.key, finding.expected, finding.got]) expect(text).not.toBe('')
  }
}

const cast = ['manager-1', 'outsider-1', 'expired-1', 'revocable-1', 'revocable-2']

/** Anything that may happen, right and wrong, in any order and overlapping. */
const told: fc.Arbitrary<Told> = fc.record(
  {
    by: fc.constantFrom(...cast, 'nobody', 'garbage'),
    authorization: fc.constantFrom(['Bearer'], ['bearer ⟦manager-1⟧'], ['Bearer ⟦revocable-1~padded⟧'], ['Bearer a', 'Bearer b']),
    of: fc.constantFrom(...cast),
    id: fc.constantFrom('not-a-uuid', '%ZZ', '00000000-0000-0000-0000-000000000000', 'AAAAAAAA-0000-4000-8000-000000000004'),
    method: fc.constantFrom('POST', 'GET', 'OPTIONS', 'DELETE'),
    body: fc.constantFrom<unknown>({ reason: 'x' }, { reason: 7 }, '{', ' ', '{"reason":"x",}', 'null'),
    status: fc.constantFrom(201, 201, 401, 401, 403, 404, 400, 409, 422, 500, 503, 200, 307, 405, 429),
    answer: fc.constantFrom<unknown>({ detail: 'x' }, {}, '', '<html>', { success: false, data: null }, { token: '⟦revocable-1⟧' }),
    data: fc.constantFrom({ revoked_at: '2020-01-01T00:00:00' }, { id: 'x' }, { jti: 7 }, { revocation_reason: 'y', revoked_by: 'z' }),
    failure: fc.constantFrom(
      { code: 'timeout' as const },
      { code: 'aborted' as const },
      { code: 'closed' as const, bytesRead: 9 },
      { code: 'reset' as const },
    ),
    at: fc.nat(3000),
    took: fc.nat(400),
    reused: fc.boolean(),
    framing: fc.constantFrom('raw' as const, 'chunked' as const),
  },
  { requiredKeys: [] },
)

const histories: fc.Arbitrary<History> = fc.array(told, { maxLength: 25 }).map((exchanges) => {
  const story = new Story(cast).meet()
  for (const exchange of exchanges) story.tell(exchange)
  return story.history()
})

function isRequirement(value: unknown): value is Requirement {
  return typeof value === 'object' && value !== null && 'judge' in value && 'id' in value
}

/** The text at a JSON pointer of the contract. */
function textAt(pointer: string): string {
  const keys = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
  const value = keys.reduce<unknown>(
    (parent, key) => (parent as Readonly<Record<string, unknown>> | undefined)?.[key],
    givenContract.document,
  )
  return typeof value === 'string' ? value : ''
}

function deeplyFrozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) deeplyFrozen(part)
  return Object.freeze(value)
}
