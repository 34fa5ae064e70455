import { describe, expect, test } from 'vitest'
import { Story } from '../../testing/story.ts'
import { malformedIdIsRefused } from './malformed-id-is-refused.ts'

function naming(id: string, status: number): Story {
  return new Story().meet().tell({ id, status })
}

describe('existence/malformed-id-is-refused', () => {
  test.each([
    ['a word', 'not-a-uuid'],
    ['a number', '0'],
    ['null', 'null'],
    ['a NUL', '%00'],
    ['broken encoding', '%ZZ'],
    ['part of a UUID', 'aaaaaaaa-0000-4000-8000'],
    ['an overlong text', 'x'.repeat(3000)],
  ])('a success for %s as the id is a finding', (_, id) => {
    expect(naming(id, 201).judgedBy(malformedIdIsRefused)).toMatchObject({
      exercised: 1,
      findings: [{ level: 'must', got: '201', exchanges: [4], tokens: ['manager-1'], at: 'status' }],
    })
  })

  test.each([400, 404, 422])('%i keeps it', (status) => {
    expect(naming('not-a-uuid', status).judgedBy(malformedIdIsRefused)).toEqual({ exercised: 1, findings: [] })
  })

  test('401 to a live manager is a finding: the id is to blame, not the credential', () => {
    expect(naming('not-a-uuid', 401).probe('manager-1', 404).judgedBy(malformedIdIsRefused).findings).toMatchObject([
      { level: 'must', key: 'not a uuid: 401' },
    ])
  })

  test('403 is in no column, and a warning', () => {
    expect(naming('not-a-uuid', 403).judgedBy(malformedIdIsRefused).findings).toMatchObject([{ level: 'should' }])
  })

  test.each([414, 431])('%i is right for an overlong id', (status) => {
    expect(naming('x'.repeat(3000), status).judgedBy(malformedIdIsRefused).findings).toEqual([])
    expect(
      naming('not-a-uuid', status)
        .judgedBy(malformedIdIsRefused)
        .findings.every(({ level }) => level === 'should'),
    ).toBe(true)
  })

  test('an id in another spelling is no malformed one', () => {
    const { id } = new Story().token('revocable-1')
    expect(naming(id.replaceAll('-', ''), 201).judgedBy(malformedIdIsRefused)).toEqual({ exercised: 0, findings: [] })
  })
})
