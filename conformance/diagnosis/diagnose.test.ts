import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { History } from '../history/history.ts'
import { requirements } from '../requirements/catalogue.ts'
import { correctHistories } from '../testing/arbitrary-history.ts'
import { Story } from '../testing/story.ts'
import { diagnose } from './index.ts'

/** What is said of a requirement's findings in a story. */
function said(story: Story, id: string): string | undefined {
  return diagnosed(story.history(), id)?.sentence
}

function diagnosed(history: History, id: string): ReturnType<typeof diagnose> {
  const requirement = requirements.find((candidate) => candidate.id === id)
  return diagnose(history, requirement?.judge(history).findings ?? [])
}

const rejected = 'finality/revoked-is-rejected'

interface Life {
  readonly alias: string
  readonly isOdd: boolean
}

/** Twenty-four tokens, every fourth of which is odd in some way, each told by `tell` after all were met. */
function lives(tell: (story: Story, life: Life) => void, kindOf = (_odd: boolean): string => 'revocable'): Story {
  const all = Array.from({ length: 24 }, (_, index): Life => ({
    alias: `${kindOf(index % 4 === 0)}-${index + 10}`,
    isOdd: index % 4 === 0,
  }))
  const story = new Story(['manager-1', 'outsider-1', ...all.map(({ alias }) => alias)]).meet()
  for (const life of all) tell(story, life)
  return story
}

describe('of the uses of revoked tokens it is told that they were accepted', () => {
  test('on the connections that had let the token in before', () => {
    const story = lives((told, { alias, isOdd }) => {
      const connection = isOdd ? 7 : 8
      told.probe(alias, 404, { connection: 7 }).revoke(alias, { connection: 2 })
      told.probe(alias, isOdd ? 404 : 401, { connection })
    })
    expect(said(story, rejected)).toBe(
      'Accepted 6 of 6 times on a connection that had let this token in before its revocation, and 0 of 18 times otherwise. Often: a credential is looked up once per connection, and remembered with it.',
    )
  })

  test('with the earlier use on that connection as the witness', () => {
    const story = lives((told, { alias, isOdd }) => {
      told.probe(alias, 404, { connection: 7 }).revoke(alias, { connection: 2 })
      told.probe(alias, isOdd ? 404 : 401, { connection: isOdd ? 7 : 8 })
    })
    const history = story.history()
    const diagnosis = diagnosed(history, rejected)
    const wrong = history.exchanges.filter((exchange) => diagnosis?.isTypical(exchange))
    expect(wrong).toHaveLength(6)
    for (const exchange of wrong) expect(diagnosis?.witnesses(exchange)).toMatchObject([{ connection: 7 }])
  })

  test('for some time only', () => {
    const story = lives((told, { alias }) => {
      told.revoke(alias).probe(alias, 404).probe(alias, 404, { took: 300 }).probe(alias, 401)
    })
    expect(said(story, rejected)).toMatch(
      /^Accepted 48 of 48 times up to 22 ms after the revocation, and 0 of 24 times otherwise\. Often: /,
    )
  })

  test('by one of two traits, where nobody can tell which', () => {
    const story = lives((told, { alias }) => {
      told.revoke(alias).probe(alias, 404, { took: 300 }).probe(alias, 401)
    })
    expect(said(story, rejected)).toMatch(
      /^Accepted 24 of 24 times at the first use after the revocation, and 0 of 24 times otherwise, which here is the same as: up to 10 ms/,
    )
  })

  test('with the scheme in another case only', () => {
    const story = lives((told, { alias, isOdd }) => {
      told.revoke(alias).probe(alias, isOdd ? 404 : 401, isOdd ? { authorization: [`bearer ⟦${alias}⟧`] } : {})
    })
    expect(said(story, rejected)).toMatch(/^Accepted 6 of 6 times with `Bearer` in another case, and 0 of 18/)
  })

  test('through one replica only', () => {
    const doors = ['target', 'replica-1'].map((name, index) => ({
      name,
      kind: index === 0 ? ('target' as const) : ('replica' as const),
      url: `http://127.0.0.1:401${index}`,
    }))
    const aliases = Array.from({ length: 24 }, (_, index) => `revocable-${index + 10}`)
    const story = new Story(['manager-1', ...aliases], { doors }).meet().probe('garbage', 401, { door: 'replica-1' })
    for (const alias of aliases) story.probe(alias, 404, { door: 'replica-1' })
    for (const alias of aliases) story.revoke(alias).probe(alias, 401).probe(alias, 404, { door: 'replica-1' })
    expect(said(story, 'finality/stays-rejected')).toMatch(
      /^Accepted 24 of 24 times through replica-1 \(http:\/\/127\.0\.0\.1:4011\), and 0 of/,
    )
  })

  test('of one kind only', () => {
    const story = lives(
      (told, { alias, isOdd }) => {
        told.revoke(alias).probe(alias, isOdd ? 404 : 401)
      },
      (odd) => (odd ? 'manager' : 'revocable'),
    )
    expect(said(story, rejected)).toMatch(/^Accepted later: 6 of 6 tokens of kind manager, and 0 of 18 others\./)
  })

  test('when the token had been let in before its revocation was over, be it while it was under way', () => {
    const story = new Story().meet()
    for (let index = 0; index < 24; index += 1) {
      const alias = `revocable-${index + 10}`
      const at = 1000 * (index + 1)
      const isNew = index % 4 === 0
      story.issue(alias, { begin: at - 700, end: at - 690 })
      if (!isNew) story.probe(alias, 404, { at: index % 4 === 1 ? at - 500 : at + 1 })
      story.revoke(alias, { at, took: 10 }).probe(alias, isNew ? 401 : 404, { at: at + 20 })
    }
    expect(said(story, rejected)).toMatch(
      /^Accepted later: 18 of 18 tokens that had been let in before their revocation was over, and 0 of 6 others\. Often: a cache of credentials/,
    )
  })

  test('when the token had revoked itself', () => {
    const story = lives((told, { alias, isOdd }) => {
      told.revoke(alias, isOdd ? { by: alias } : {}).probe(alias, isOdd ? 404 : 401)
    })
    expect(said(story, rejected)).toBe('Accepted later: 6 of 6 tokens that had revoked themselves, and 0 of 18 others.')
  })

  test('after it had been revoked once more', () => {
    const story = lives((told, { alias, isOdd }) => {
      told.revoke(alias).probe(alias, 401, { took: 30 })
      if (isOdd) told.revoke(alias).probe(alias, 404)
      else told.probe(alias, 401, { took: 20 })
    })
    expect(said(story, 'finality/stays-rejected')).toMatch(/^Accepted 6 of 6 times after it had been revoked once more, and 0 of/)
  })

  test('after many other revocations', () => {
    const aliases = Array.from({ length: 40 }, (_, index) => `revocable-${index + 10}`)
    const story = new Story(['manager-1', ...aliases]).meet()
    for (const alias of aliases) story.revoke(alias).probe(alias, 401)
    for (const alias of aliases.slice(0, 20)) story.probe(alias, 404)
    for (const [index, alias] of aliases.slice(20).entries()) story.probe(alias, 401, { at: 10_000 + 10 * index })
    expect(said(story, 'finality/stays-rejected')).toMatch(
      /^Accepted 20 of 20 times after 20 or more other tokens had been revoked, and 0 of 60 times otherwise\./,
    )
  })

  test('every time, which is the whole of it', () => {
    const story = lives((told, { alias }) => {
      told.revoke(alias).probe(alias, 404)
    })
    expect(said(story, rejected)).toMatch(/^Accepted 24 of the 24 times that a revoked token was used\. Often: authentication never asks/)
  })

  test('without a pattern, when there is none', () => {
    let uses = 0
    const story = lives((told, { alias }) => {
      told.revoke(alias)
      for (let again = 0; again < 7; again += 1) told.probe(alias, (uses += 1) % 11 === 3 ? 404 : 401)
    })
    expect(said(story, rejected)).toMatch(/^Accepted 1\d of the 168 times that a revoked token was used; no kind of token/)
  })

  test('and no more than the count, when there is next to nothing to go by', () => {
    const story = new Story().meet().revoke('revocable-1').probe('revocable-1', 404)
    expect(said(story, rejected)).toBe('Accepted 1 of the 1 time that a revoked token was used.')
  })
})

describe('of requests that should have been refused it is told', () => {
  const outsider = 'authorization/outsider-may-not-revoke'

  test('that a manager had used the connection before', () => {
    const story = lives((told, { alias, isOdd }) => {
      told.probe('manager-1', 404, { connection: 5 })
      told.tell({ by: 'outsider-1', of: alias, status: isOdd ? 201 : 403, connection: isOdd ? 5 : 6 })
    })
    expect(said(story, outsider)).toMatch(
      /^Wrong 6 of 6 times on a connection that a manager had used before, and 0 of 18 times otherwise\./,
    )
  })

  test('which field they had', () => {
    const story = lives((told, { isOdd }) => {
      told.tell({ by: 'nobody', status: isOdd ? 404 : 401, ...(isOdd ? { headers: [['X-API-Key', '⟦manager-1⟧']] } : {}) })
    })
    expect(said(story, 'authentication/missing-credential-is-refused')).toMatch(/^Wrong 6 of 6 times with a X-API-Key field, and 0 of/)
  })

  test('how the secret was altered', () => {
    const story = lives((told, { isOdd }) => {
      const how = isOdd ? 'case-swapped' : 'changed'
      told.tell({ authorization: [`Bearer ⟦manager-1~${how}⟧`], status: isOdd ? 404 : 401 })
    })
    expect(said(story, 'authentication/unknown-credential-is-refused')).toMatch(/altered: case-swapped, and 0 of/)
  })
})

test('a target that keeps every promise is said nothing about', () => {
  fc.assert(
    fc.property(correctHistories(), ({ history }) => {
      for (const requirement of requirements) {
        const findings = requirement.judge(history).findings.filter(({ level }) => level === 'must')
        expect(diagnose(history, findings)).toBeUndefined()
      }
    }),
    { numRuns: 20 },
  )
})
