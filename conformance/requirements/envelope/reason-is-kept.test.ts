import { describe, expect, test } from 'vitest'
import { Story } from '../../testing/story.ts'
import { reasonIsKept } from './reason-is-kept.ts'

/** A reason is sent, and one comes back. */
function echoed(sent: unknown, got: unknown): Story {
  return new Story().meet().revoke('revocable-1', { body: { reason: sent }, data: { revocation_reason: got } })
}

describe('envelope/reason-is-kept', () => {
  test('a reason that was cut without a word is a finding that says where', () => {
    expect(echoed('leaked in a public repository', 'leaked in a').judgedBy(reasonIsKept)).toMatchObject({
      exercised: 1,
      findings: [
        {
          level: 'must',
          key: 'cut',
          expected: '"leaked in a public repository"',
          got: 'its first 11 characters',
          tokens: ['revocable-1', 'manager-1'],
          exchanges: [4],
          at: '/data/revocation_reason',
        },
      ],
    })
  })

  test('an ellipsis at the cut makes it no less of one', () => {
    expect(echoed('leaked in a public repository', 'leaked…').judgedBy(reasonIsKept).findings).toMatchObject([
      { level: 'must', key: 'cut' },
    ])
  })

  test.each([
    ['another text', 'leaked', 'rotated'],
    ['escaped markup', '<b>leaked</b>', '&lt;b&gt;leaked&lt;/b&gt;'],
    ['broken encoding', 'geschädigt', 'geschÃ¤digt'],
    ['a text in the place of a NUL and what followed', 'before\0after', 'before'],
  ])('%s is a finding', (_, sent, got) => {
    expect(echoed(sent, got).judgedBy(reasonIsKept).findings).toMatchObject([{ level: 'must' }])
  })

  test.each([
    ['the whole of it', 'leaked', 'leaked'],
    ['the same in other escapes', '\u00e9', 'é'],
    ['no reason for no reason', null, null],
    ['an empty text for no reason', null, ''],
    ['nothing for an empty text', '', undefined],
    ['a text without the NUL that it cannot keep', 'before\0after', 'beforeafter'],
    ['U+FFFD in the place of the NUL', 'before\0after', 'before\ufffdafter'],
  ])('%s keeps it', (_, sent, got) => {
    expect(echoed(sent, got).judgedBy(reasonIsKept)).toEqual({ exercised: 1, findings: [] })
  })

  test.each([
    ['null', 'leaked', null, 'dropped'],
    ['an empty text', 'leaked', '', 'dropped'],
    ['a trimmed text', '  leaked\n', 'leaked', 'changed'],
    ['other line ends', 'one\r\ntwo', 'one\ntwo', 'changed'],
    ['another normal form', 'e\u0301', '\u00e9', 'changed'],
    ['a text where none was sent', null, 'Revoked by user', 'made up'],
  ])('%s is a warning', (_, sent, got, key) => {
    expect(echoed(sent, got).judgedBy(reasonIsKept).findings).toMatchObject([{ level: 'should', key }])
  })

  test('a reason that somebody else gave is no default text', () => {
    const story = new Story(['manager-1', 'revocable-1', 'revocable-2']).meet()
    story.revoke('revocable-1', { body: { reason: 'leaked' }, data: { revocation_reason: 'leaked' } })
    story.revoke('revocable-2', { data: { revocation_reason: 'leaked' } })
    expect(story.judgedBy(reasonIsKept).findings).toMatchObject([{ level: 'must', key: 'another reason', exchanges: [6] }])
  })

  test('a second revocation may tell of either reason, and of no third', () => {
    const again = (got: string): Story =>
      echoed('first', 'first').revoke('revocable-1', { body: { reason: 'second' }, data: { revocation_reason: got } })
    expect(again('first').judgedBy(reasonIsKept).findings).toEqual([])
    expect(again('second').judgedBy(reasonIsKept).findings).toEqual([])
    expect(again('third').judgedBy(reasonIsKept).findings).toMatchObject([
      { level: 'must', expected: 'the reason of one of the 2 requests that may have revoked it', exchanges: [5] },
    ])
  })

  test('a first revocation may not tell of a reason that came later', () => {
    const story = echoed('first', 'second').revoke('revocable-1', { body: { reason: 'second' } })
    expect(story.judgedBy(reasonIsKept).findings).toMatchObject([{ level: 'must', exchanges: [4] }])
  })

  test.each([
    ['plain text', 'leaked', 'text/plain'],
    ['one key twice', '{"reason": "one", "reason": "two"}', 'application/json'],
    ['an extended JSON', '{"reason": "leaked",}', 'application/json'],
    ['half a surrogate pair', String.raw`{"reason": "half \ud800 a pair"}`, 'application/json'],
  ])('what became of %s nobody can tell', (_, body, contentType) => {
    const story = new Story().meet().revoke('revocable-1', { body, contentType, data: { revocation_reason: 'anything' } })
    expect(story.judgedBy(reasonIsKept)).toEqual({ exercised: 0, findings: [] })
  })

  test('a reason that holds a bracket of ours comes back as it was', () => {
    const story = new Story().meet().revoke('revocable-1', {
      body: '{"reason": "a ⟦!⟧ b"}',
      answer: `{"data": {"id": "x", "jti": "y", "revoked_at": "2026-01-01T00:00:00Z", "revocation_reason": "a \\u27e6!\\u27e7 b"}}`,
    })
    expect(story.judgedBy(reasonIsKept).findings).toEqual([])
  })

  test('the reason of a revocation that wrongly ended this token, too, is part of that breach', () => {
    const mixedUp = (others: (story: Story) => Story): Story =>
      others(new Story(['manager-1', 'revocable-1', 'revocable-2', 'revocable-3']).meet())
        .revoke('revocable-1', { body: { reason: 'lost' }, data: { revocation_reason: 'lost' } })
        .probe('revocable-3', 401)
        .revoke('revocable-2', { body: { reason: 'rotated' }, data: { revocation_reason: 'lost' } })
    expect(mixedUp((story) => story).judgedBy(reasonIsKept).findings).toEqual([])
    // Where the other one died of its own revocation, nothing says that this one did not live.
    const lawful = mixedUp((story) => story.revoke('revocable-3'))
    expect(lawful.judgedBy(reasonIsKept).findings).toMatchObject([{ level: 'must', key: 'another reason' }])
    // A reason that nobody gave is nobody's.
    const invented = mixedUp((story) => story).revoke('revocable-2', { data: { revocation_reason: 'stolen' } })
    expect(invented.judgedBy(reasonIsKept).findings).toMatchObject([{ level: 'must', key: 'another reason' }])
  })

  test('so is the reason of a revocation beside it that went astray: its own token lives on', () => {
    const beside = (status: number): Story =>
      new Story(['manager-1', 'revocable-1', 'revocable-2'])
        .meet()
        .revoke('revocable-1', { at: 100, took: 20, body: { reason: 'lost' }, data: { revocation_reason: 'lost' } })
        .revoke('revocable-2', { at: 105, took: 20, body: { reason: 'rotated' }, data: { revocation_reason: 'lost' } })
        .probe('revocable-1', status)
    expect(beside(404).judgedBy(reasonIsKept).findings).toEqual([])
    expect(beside(401).judgedBy(reasonIsKept).findings).toMatchObject([{ level: 'must', key: 'another reason' }])
  })
})
