import { describe, expect, test } from 'vitest'
import type { Told } from '../../testing/story.ts'
import { Story } from '../../testing/story.ts'
import { noSecretInAnswers } from './no-secret-in-answers.ts'

function answered(told: Told): Story {
  return new Story().revoke('revocable-1', told)
}

describe('secrecy/no-secret-in-answers', () => {
  test.each<[string, Told, string, string]>([
    ['the caller’s secret in a body', { answer: { token: '⟦manager-1⟧' } }, 'raw in a body', 'the secret of manager-1 in the body'],
    ['the revoked token’s secret', { data: { token: '⟦revocable-1⟧' } }, 'raw in a body', 'the secret of revocable-1 in the body'],
    ['a hash of one', { data: { hash: '⟦revocable-1:sha256⟧' } }, 'sha256 in a body', 'the secret as sha256 of revocable-1 in the body'],
    [
      'all of one but its public beginning',
      { data: { hint: 'dz_****⟦revocable-1:stem⟧' } },
      'stem in a body',
      'the secret without its beginning of revocable-1 in the body',
    ],
    ['one in base64', { answer: 'x⟦revocable-1:base64⟧y' }, 'base64 in a body', 'the secret as base64 of revocable-1 in the body'],
    [
      'one in a field',
      { answerHeaders: [['X-Debug', 'by ⟦manager-1⟧']] },
      'raw in the field X-Debug',
      'the secret of manager-1 in the field X-Debug',
    ],
  ])('%s is a finding', (_, told, key, got) => {
    expect(answered(told).judgedBy(noSecretInAnswers)).toMatchObject({
      exercised: 1,
      findings: [{ level: 'must', key, got, expected: 'no secret', exchanges: [1] }],
    })
  })

  test('the echo of a credential that is a secret without its beginning gives nothing away', () => {
    const told = {
      authorization: ['Bearer ⟦manager-1~without prefix⟧'],
      status: 401 as const,
      answer: { detail: 'No such token: ⟦manager-1:stem⟧' },
    }
    expect(answered(told).judgedBy(noSecretInAnswers).findings).toMatchObject([{ level: 'should' }])
  })

  test('the caller’s own secret in an error is a finding: it was its credential', () => {
    const story = answered({ status: 403, answer: { detail: 'No permission for Bearer ⟦manager-1⟧' } })
    expect(story.judgedBy(noSecretInAnswers).findings).toMatchObject([{ level: 'must', tokens: ['manager-1'] }])
  })

  test('a secret in a body that is no UTF-8 is found, too', () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('⟦manager-1⟧')])
    const [exchange] = new Story().revoke('revocable-1').history().exchanges
    if (exchange?.response == null) throw new TypeError('The story has an answer.')
    const binary = { ...exchange, response: { ...exchange.response, body: { base64: bytes.toString('base64'), length: bytes.length } } }
    const story = new Story().event(binary)
    expect(story.judgedBy(noSecretInAnswers).findings).toMatchObject([{ level: 'must', tokens: ['manager-1'] }])
  })

  test('an answer without marks keeps it', () => {
    expect(answered({}).judgedBy(noSecretInAnswers)).toEqual({ exercised: 1, findings: [] })
  })

  test('a bracket that the target itself wrote is no mark', () => {
    expect(answered({ answer: '⟦!⟧manager-1⟦!⟧' }).judgedBy(noSecretInAnswers).findings).toEqual([])
  })

  test('what this very request carried in its body or path may come back in a success', () => {
    const reason = '⟦revocable-1⟧'
    expect(answered({ body: { reason }, data: { revocation_reason: reason } }).judgedBy(noSecretInAnswers).findings).toEqual([])
  })

  test('in an error it is a warning', () => {
    const story = new Story().tell({ id: '⟦revocable-1⟧', status: 404, answer: { detail: 'No token ⟦revocable-1⟧' } })
    expect(story.judgedBy(noSecretInAnswers).findings).toMatchObject([{ level: 'should', tokens: ['revocable-1'] }])
  })

  test('what another request carried may not', () => {
    const story = answered({ body: { reason: '⟦revocable-1⟧' } }).probe('manager-1', 404, { answer: { detail: '⟦revocable-1⟧' } })
    expect(story.judgedBy(noSecretInAnswers).findings).toMatchObject([{ level: 'must', exchanges: [2] }])
  })

  test('an altered credential is no secret, and its echo a warning', () => {
    const story = new Story().tell({
      authorization: ['Bearer ⟦manager-1~changed⟧'],
      status: 401,
      answer: { detail: 'Bad token ⟦manager-1~changed⟧' },
    })
    expect(story.judgedBy(noSecretInAnswers).findings).toMatchObject([
      { level: 'should', got: 'the secret of manager-1, altered, in the body' },
    ])
  })
})
