import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../testing/folder.ts'
import { someKey } from '../testing/keys.ts'
import type { Challenge } from './challenge.ts'
import { challengeWord, isFor, nameOf, readChallenge, seedOf } from './challenge.ts'
import type { LedgerResult } from './ledger.ts'
import { withLedger } from './ledger.ts'

const [certifier, stranger] = [someKey(), someKey()]

function challengeWith(change: Partial<Challenge> = {}): Challenge {
  return {
    nonce: '00112233445566778899aabbccddeeff',
    issuedAt: '2026-11-24T10:00:00.000Z',
    expiresAt: '2026-12-01T10:00:00.000Z',
    certifier: certifier.keyId,
    subject: null,
    signer: null,
    ...change,
  }
}

const challenges = fc
  .record({
    nonce: fc.stringMatching(/^[\da-f]{32}$/),
    subject: fc.option(fc.string({ unit: 'grapheme', maxLength: 40 })),
    signer: fc.constantFrom(null, stranger.keyId),
  })
  .map(challengeWith)

describe('a challenge', () => {
  test('is one word, and gives back what it says', () => {
    fc.assert(
      fc.property(challenges, (challenge) => {
        const word = challengeWord(challenge, certifier)
        expect(word).toMatch(/^dzc1\.[\w-]+\.[\w-]+$/)
        expect(readChallenge(word, certifier)).toEqual({ challenge, isSigned: true })
        expect(readChallenge(word, stranger)).toEqual({ challenge, isSigned: false })
        expect(readChallenge(word)).toEqual({ challenge, isSigned: false })
      }),
    )
  })

  test('holds no letter that could be changed unnoticed', () => {
    fc.assert(
      fc.property(challenges, fc.nat(), fc.stringMatching(/^[\w.-]$/), (challenge, place, letter) => {
        const word = challengeWord(challenge, certifier)
        const at = place % word.length
        const changed = word.slice(0, at) + letter + word.slice(at + 1)
        fc.pre(changed !== word)
        expect(readChallenge(changed, certifier)?.isSigned ?? false).toBe(false)
      }),
      { numRuns: 500 },
    )
  })

  test.each(['', 'dzc1..', 'dzc1.e30.', 'deadbeef', `dzc1.e30.${'A'.repeat(86)}`, `dzc1.${'A'.repeat(4000)}.${'A'.repeat(86)}`])(
    '%j is none',
    (word) => expect(readChallenge(word, certifier)).toBeUndefined(),
  )

  test('gives a seed that a run takes: whole, at least 0 and below 2^31', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\da-f]{32}$/), (nonce) => {
        expect(seedOf(nonce)).toBe(seedOf(nonce))
        expect(Number.isInteger(seedOf(nonce)) && seedOf(nonce) >= 0 && seedOf(nonce) < 2 ** 31).toBe(true)
      }),
    )
    expect(seedOf('00112233445566778899aabbccddeeff')).not.toBe(seedOf('00112233445566778899aabbccddeefe'))
  })

  test('given to a name is for each version of it, and for no other name', () => {
    expect(isFor(challengeWith(), 'acme@1')).toBe(true)
    expect(isFor(challengeWith({ subject: 'acme' }), 'acme@1')).toBe(true)
    expect(isFor(challengeWith({ subject: 'acme@1' }), 'acme@1')).toBe(true)
    expect(isFor(challengeWith({ subject: 'acme@1' }), 'acme@2')).toBe(false)
    expect(isFor(challengeWith({ subject: 'acme' }), 'acme-2@1')).toBe(false)
    expect(['@acme/api@1.0', '@acme/api', 'acme'].map(nameOf)).toEqual(['@acme/api', '@acme/api', 'acme'])
  })
})

describe('the ledger', () => {
  const result = (change: Partial<LedgerResult>): LedgerResult => ({
    kind: 'result',
    nonce: '1',
    at: '2026-11-24T11:00:00Z',
    certificate: 'c',
    subject: 'acme@1',
    conclusion: 'CONFORMANT',
    ...change,
  })

  test('remembers what was given and what answered it, across openings', async () => {
    const file = join(temporaryFolder(), 'ledger.ndjson')
    await withLedger(file, (ledger) => ledger.add({ kind: 'challenge', ...challengeWith() }))
    await withLedger(file, (ledger) => ledger.add(result({ nonce: challengeWith().nonce })))
    await withLedger(file, async (ledger) => {
      expect(ledger.challenge(challengeWith().nonce)).toMatchObject(challengeWith())
      expect(ledger.answer(challengeWith().nonce)).toMatchObject({ certificate: 'c' })
      expect(ledger.challenge('f')).toBeUndefined()
    })
    expect(existsSync(`${file}.lock`)).toBe(false)
  })

  test('counts what failed and what was never answered, by name', async () => {
    const file = join(temporaryFolder(), 'ledger.ndjson')
    await withLedger(file, async (ledger) => {
      for (const nonce of ['1', '2', '3', '4']) await ledger.add({ kind: 'challenge', ...challengeWith({ nonce, subject: 'acme' }) })
      await ledger.add({ kind: 'challenge', ...challengeWith({ nonce: '5', subject: 'other' }) })
      await ledger.add(result({ nonce: '1', conclusion: 'FAILED' }))
      await ledger.add(result({ nonce: '2', conclusion: 'INCOMPLETE', subject: 'acme@2' }))
      expect(ledger.attempts('acme@3', '4')).toEqual({ failed: 2, unanswered: 1 })
      expect(ledger.attempts('other@1', '5')).toEqual({ failed: 0, unanswered: 0 })
    })
  })

  test('does not let a bundle that did not hold use a challenge up', async () => {
    await withLedger(join(temporaryFolder(), 'ledger.ndjson'), async (ledger) => {
      await ledger.add(result({ conclusion: 'NOT VALID' }))
      expect(ledger.answer('1')).toBeUndefined()
    })
  })

  test('lets one at a time work with it', async () => {
    const file = join(temporaryFolder(), 'ledger.ndjson')
    const uses = await Promise.all(
      Array.from({ length: 8 }, () =>
        withLedger(file, async (ledger) => {
          const isFirst = ledger.answer('1') === undefined
          await ledger.add(result({}))
          return isFirst
        }),
      ),
    )
    expect(uses.filter(Boolean)).toHaveLength(1)
  })

  test('forgets a last line that a power cut left half written, and refuses any other that is none', async () => {
    const file = join(temporaryFolder(), 'ledger.ndjson')
    await withLedger(file, (ledger) => ledger.add(result({})))
    const whole = readFileSync(file, 'utf8')
    writeFileSync(file, `${whole}{"kind":"resu`)
    await withLedger(file, (ledger) => ledger.add(result({ nonce: '2' })))
    await withLedger(file, async (ledger) => expect(['1', '2'].filter((nonce) => ledger.answer(nonce) === undefined)).toEqual([]))
    writeFileSync(file, `hello\n${whole}`)
    await expect(withLedger(file, async () => {})).rejects.toMatchObject({ code: 'NOT_A_LEDGER', message: expect.stringContaining(':1:') })
  })
})
