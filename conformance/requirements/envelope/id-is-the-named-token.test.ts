import { describe, expect, test } from 'vitest'
import { Story } from '../../testing/story.ts'
import { requirements } from '../catalogue.ts'
import { idIsTheNamedToken } from './id-is-the-named-token.ts'

const cast = ['manager-1', 'revocable-1', 'revocable-2']
const { id } = new Story(cast).token('revocable-1')

function saying(shown: unknown): Story {
  return new Story(cast).meet().revoke('revocable-1', { data: { id: shown } })
}

describe('envelope/id-is-the-named-token', () => {
  test('the id of another token is a finding that names it', () => {
    const other = new Story(cast).token('revocable-2').id
    expect(saying(other).judgedBy(idIsTheNamedToken)).toMatchObject({
      exercised: 1,
      findings: [
        {
          level: 'must',
          key: 'another id',
          expected: `the id of revocable-1, ${id}`,
          got: 'the id of revocable-2',
          tokens: ['revocable-1', 'manager-1'],
          exchanges: [5],
          at: '/data/id',
        },
      ],
    })
  })

  test('the whole record of another token is one finding, and no more', () => {
    const { id: other, jti, email = '' } = new Story(cast).token('revocable-2')
    const story = new Story(cast).meet().revoke('revocable-1', {
      body: { reason: 'leaked' },
      data: { id: other, jti, name: 'another', revoked_by: email, revocation_reason: 'rotated', revoked_at: '2020-01-01T00:00:00Z' },
    })
    const failures = requirements.flatMap((requirement) => story.judgedBy(requirement).findings).filter(({ level }) => level === 'must')
    expect(failures.map(({ requirement }) => requirement)).toEqual(['envelope/id-is-the-named-token'])
  })

  test('an id of nobody is one, too, be it only one digit away', () => {
    const near = `${id.slice(0, -1)}f`
    expect(saying(near).judgedBy(idIsTheNamedToken).findings).toMatchObject([{ got: JSON.stringify(near) }])
  })

  test.each([id, id.toUpperCase(), id.replaceAll('-', ''), `urn:uuid:${id}`])('the id as %s keeps it', (shown) => {
    expect(saying(shown).judgedBy(idIsTheNamedToken)).toEqual({ exercised: 1, findings: [] })
  })

  test('ids that are no UUIDs are compared as they are', () => {
    const story = new Story(['manager-1']).issue('revocable-1', { id: 'tok_Ab' }).meet()
    expect(story.revoke('revocable-1', { data: { id: 'tok_aB' } }).judgedBy(idIsTheNamedToken).findings).toHaveLength(1)
  })

  test('an id that is missing, or no text, is the schema’s matter', () => {
    for (const shown of [undefined, 7]) expect(saying(shown).judgedBy(idIsTheNamedToken).findings).toEqual([])
  })

  test('a revocation by another spelling of the id is about the same token', () => {
    const story = new Story(cast).meet().tell({ id: id.toUpperCase(), status: 201, data: { id } })
    expect(story.judgedBy(idIsTheNamedToken)).toEqual({ exercised: 1, findings: [] })
  })
})
