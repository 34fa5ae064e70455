import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { HistoryEvent } from '../../conformance/index.ts'
import { badgeOf } from './badge.ts'
import { bundleFiles } from './bundle/bundle.ts'
import { challengeWord, readChallenge } from './challenge/challenge.ts'
import { runCountersign } from './countersign/run-countersign.ts'
import { attachRecheck } from './recheck/attach-recheck.ts'
import { standingOf } from './statement/standing.ts'
import { eventsIn, factsIn, fileIn, forge, linesOf } from './testing/forge.ts'
import type { Forgery } from './testing/forge.ts'
import type { Parties } from './testing/parties.ts'
import { at, dayLater, parties } from './testing/parties.ts'
import { nobody } from './testing/surroundings.ts'
import { runVerify } from './verify/run-verify.ts'
import type { Trust } from './verify/trust.ts'
import { verify } from './verify/verify.ts'
import { runWithdraw } from './withdrawals/run-withdraw.ts'

let we: Parties
/** What `certify` wrote, a day ago; nothing was attached. */
let plain = ''
/** The same, countersigned, rechecked, and countersigned again. */
let full = ''
/** A signed result of a target that breaks the contract. */
let failed = ''
let secrets = ''
let word = ''

beforeAll(async () => {
  we = await parties()
  secrets = join(we.folder(), 'kept.json')
  const yesterday = Date.now() - dayLater
  await at(yesterday, async () => {
    word = await we.challenge({ subject: 'acme-tokens', signer: we.partner.publicFile })
    const made = await we.certify({ challenge: word, keepSecrets: secrets })
    expect({ code: made.code, said: made.said }).toMatchObject({
      code: 0,
      said: expect.stringContaining('Certificate of acme-tokens@2.4.0'),
    })
    plain = made.bundle
  })
  full = we.copy(plain)
  await at(yesterday + 600_000, () => countersigned(full))
  await rechecked(full)
  await countersigned(full)
  failed = (await we.certify({ challenge: await we.challenge() }, ['revoke-is-noop'])).bundle
}, 120_000)

afterAll(() => we.end())

async function countersigned(
  bundle: string,
  { key = we.certifier.privateFile, ledger = we.ledger } = {},
): Promise<{ code: number; said: string }> {
  const surroundings = nobody()
  const code = await runCountersign(bundle, { key, ledger }, surroundings, 'quick')
  return { code, said: surroundings.out() }
}

async function rechecked(bundle: string, kept = secrets): Promise<{ code: number; said: string }> {
  const surroundings = nobody()
  const flags = { key: we.partner.privateFile, attachRecheck: bundle, secrets: kept }
  const code = await attachRecheck(
    { header: [], provisionerHeader: [], replica: [], probe: [], propagation: 0, ...flags },
    surroundings,
    'quick',
  )
  return { code, said: surroundings.out() }
}

/** What does not hold, step by step, and what it comes to. */
async function looked(bundle: string, trust: Partial<Trust> = {}): Promise<{ outcome: string; broken: readonly string[]; all: string }> {
  const { outcome, steps } = await verify(bundle, we.trust(trust))
  const lines = steps.map(({ name, text }) => `${name}: ${text}`)
  return { outcome, broken: lines.filter((_, index) => steps[index]?.state === 'broken'), all: lines.join('\n') }
}

const forged = (forgery: Forgery, bundle = plain): string => forge(we.copy(bundle), we.partner.key, forgery)

describe('a certificate', () => {
  test('holds, and says class, finality, propagation and that it is provisional', async () => {
    expect(await looked(plain)).toMatchObject({ outcome: 'conformant', broken: [] })
    expect(factsIn(plain)).toMatchObject({
      conclusion: 'CONFORMANT',
      subject: 'acme-tokens@2.4.0',
      class: 'self-declared',
      finality: ['POST the revoke operation'],
      propagation: 0,
      target: { mock: expect.stringMatching(/^dayzero-contract\//), certificates: [] },
    })
    const { standing } = await verify(plain, we.trust())
    expect(standing).toMatchObject({ class: 'self-declared', isProvisional: true })
  })

  test('has a status for each requirement, in the words of in-toto', () => {
    const { payload } = JSON.parse(readFileSync(fileIn(plain, 'certificate'), 'utf8')) as { payload: string }
    const statement = JSON.parse(Buffer.from(payload, 'base64').toString()) as Record<string, unknown>
    expect(statement).toMatchObject({
      _type: 'https://in-toto.io/Statement/v1',
      predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
      subject: [{ name: 'acme-tokens@2.4.0', digest: { sha256: factsIn(plain).evidence.sha256 } }],
      predicate: { result: 'PASSED', failedTests: [], warnedTests: [] },
    })
    const { passedTests } = statement['predicate'] as { passedTests: string[] }
    expect(passedTests).toContain('finality/revoked-is-rejected')
  })

  test('carries its challenge into the target, which gives it back', async () => {
    expect((await looked(plain)).all).toMatch(/challenge: [1-9]\d* acknowledged revocations carried it, and [1-9]\d* answers gave it back/)
  })

  test('is final and vouched for once it was countersigned and rechecked', async () => {
    const { standing } = await verify(full, we.trust({ certifier: we.certifier.key }))
    expect(standing).toMatchObject({ isProvisional: false, certifier: we.certifier.key.keyId, attempts: { failed: 0, unanswered: 0 } })
    expect(await looked(full, { certifier: we.certifier.key })).toMatchObject({ outcome: 'conformant', broken: [] })
    expect(await looked(full)).toMatchObject({ outcome: 'conformant', broken: [] })
  })

  test('shows no secret', () => {
    const { tokens } = JSON.parse(readFileSync(secrets, 'utf8')) as { tokens: { secret: string }[] }
    const evidence = linesOf(eventsIn(full))
    const again = linesOf(eventsIn(full, 'recheckEvidence'))
    expect(tokens.length).toBeGreaterThan(50)
    expect(tokens.filter(({ secret }) => evidence.includes(secret) || again.includes(secret))).toEqual([])
  })

  test('is verified by the command with one line a step, and its exit codes', async () => {
    const run = async (bundle: string, key = we.partner.publicFile) => {
      const surroundings = nobody()
      return { code: await runVerify(bundle, { key, maxAge: 90 }, surroundings, 'quick'), said: surroundings.out() }
    }
    const good = await run(plain)
    expect(good.code).toBe(0)
    for (const step of ['signature', 'statement', 'digests', 'suite', 'requirements', 'age', 'challenge', 'evidence', 'verdicts', 'badge'])
      expect(good.said).toMatch(new RegExp(`^[✓–] ${step} `, 'm'))
    expect(good.said).toMatch(/^– not re-derived +that no secret leaked/m)
    expect(good.said).toMatch(/\n\nVALID, CONFORMANT {2}acme-tokens@2\.4\.0.*provisional\n$/)
    expect(await run(failed)).toMatchObject({ code: 1, said: expect.stringContaining('VALID, NOT CONFORMANT') as string })
    expect(await run(plain, we.stranger.publicFile)).toMatchObject({ code: 4, said: expect.stringContaining('NOT VALID') as string })
  })
})

describe('no certificate is', () => {
  test('a signed result of a target that breaks the contract: FAILED, and no badge', async () => {
    expect(factsIn(failed)).toMatchObject({ conclusion: 'FAILED', target: { mock: expect.any(String) as string } })
    expect(existsSync(fileIn(failed, 'badge'))).toBe(false)
    expect(readFileSync(fileIn(failed, 'report'), 'utf8')).toContain('No certificate: failed')
    expect(await looked(failed)).toMatchObject({ outcome: 'not conformant', broken: [] })
  })

  test('one of another profile than the certification profile', async () => {
    expect(await looked(plain, { profile: 'certification' })).toMatchObject({
      outcome: 'not valid',
      broken: [expect.stringContaining('profile quick')],
    })
  })

  test('one that is too old, or of the future', async () => {
    expect((await looked(plain, { now: Date.now() + 91 * 86_400_000 })).broken).toEqual([expect.stringContaining('older than 90 days')])
    expect((await looked(plain, { now: Date.now() - 2 * dayLater })).broken).toContainEqual(expect.stringContaining('of the future'))
  })
})

describe('any flipped bit is noticed', () => {
  test.each(Object.values(bundleFiles))('in %s', async (name) => {
    const bundle = we.copy(full)
    const path = join(bundle, name)
    const bytes = readFileSync(path)
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), fc.boolean(), async (place, bit, trusted) => {
        const changed = Buffer.from(bytes)
        changed[place] = (changed[place] ?? 0) ^ (1 << bit)
        writeFileSync(path, changed)
        expect((await verify(bundle, we.trust(trusted ? { certifier: we.certifier.key } : {}))).outcome).toBe('not valid')
      }),
      { numRuns: 25 },
    )
  })

  test('and so is any file that was cut short or is missing', async () => {
    for (const name of Object.values(bundleFiles)) {
      const bundle = we.copy(full)
      const path = join(bundle, name)
      truncateSync(path, Math.floor(readFileSync(path).length / 2))
      expect(await looked(bundle)).toMatchObject({ outcome: 'not valid' })
      unlinkSync(path)
      expect(await looked(bundle, { certifier: we.certifier.key })).toMatchObject({ outcome: 'not valid' })
    }
  })
})

describe('with the key in hand, and everything signed anew, it is noticed when', () => {
  const exchangeAt = (events: readonly HistoryEvent[], place: number): number => {
    const places = events.flatMap((event, index) => (event.kind === 'exchange' ? [index] : []))
    return places[place % places.length] ?? 0
  }

  test('an exchange was taken out, put in twice, or moved, wherever it is', async () => {
    const change = fc.constantFrom<(events: HistoryEvent[], index: number) => void>(
      (events, index) => void events.splice(index, 1),
      (events, index) => void events.splice(index, 0, events[index] as HistoryEvent),
      (events, index) => void events.splice(exchangeAt(events, index + 7), 0, ...events.splice(index, 1)),
    )
    await fc.assert(
      fc.asyncProperty(change, fc.nat(1500), async (apply, place) => {
        const bundle = forged({
          events: (events) => {
            const changed = [...events]
            apply(changed, exchangeAt(events, place))
            return changed
          },
        })
        expect(await looked(bundle)).toMatchObject({ outcome: 'not valid' })
      }),
      { numRuns: 6 },
    )
  })

  test('an answer was mended, so that a failure becomes a pass', async () => {
    const mended = (events: readonly HistoryEvent[]): HistoryEvent[] =>
      events.map((event) =>
        event.kind === 'exchange' && event.response?.status === 201 ? { ...event, response: { ...event.response, status: 200 } } : event,
      )
    expect((await looked(forged({ events: mended }))).broken).toContainEqual(
      expect.stringMatching(/^verdicts: envelope\/created-with-201 is told to be passed/),
    )
  })

  test('the verdict does not follow from the evidence', async () => {
    const bundle = forged(
      {
        facts: (facts) => ({
          ...facts,
          conclusion: 'CONFORMANT',
          headline: factsIn(plain).headline,
          requirements: facts.requirements.map((one) => (one.status === 'failed' ? { ...one, status: 'passed', findings: [] } : one)),
        }),
      },
      failed,
    )
    writeFileSync(fileIn(bundle, 'badge'), readFileSync(fileIn(plain, 'badge')))
    const { outcome, broken } = await looked(bundle)
    expect(outcome).toBe('not valid')
    expect(broken.join('\n')).toMatch(/badge|finality\/revoked-is-rejected is told to be passed/)
  })

  test('the evidence is that of another run, signed or not', async () => {
    const other = we.copy(plain)
    writeFileSync(fileIn(other, 'evidence'), readFileSync(fileIn(failed, 'evidence')))
    expect((await looked(other)).broken).toEqual([expect.stringContaining('history.ndjson.gz is not the file that was signed')])
    const signed = forged({ events: () => eventsIn(failed) })
    expect((await looked(signed)).broken.join('\n')).toMatch(/its seed is .* its nonce is /s)
  })

  test('a level was lowered, in the certificate alone or in the catalogue, too', async () => {
    const lower = (facts: Parameters<NonNullable<Forgery['facts']>>[0]) => ({
      ...facts,
      requirements: facts.requirements.map((one) => (one.id === 'finality/revoked-is-rejected' ? { ...one, level: 'may' as const } : one)),
    })
    expect((await looked(forged({ facts: lower }))).broken).toEqual([expect.stringContaining('is a must, and called a may')])
    const both = forged({ facts: lower, catalogue: (text) => text.replace('"level": "must"', '"level": "may"') })
    expect((await looked(both)).broken).toEqual([expect.stringMatching(/^suite: no version .* asked for this catalogue/)])
  })

  test('a requirement was left out of the list', async () => {
    const shorter = forged({ facts: (facts) => ({ ...facts, requirements: facts.requirements.slice(1) }) })
    expect((await looked(shorter)).broken[0]).toMatch(/^requirements: .* has no status$/)
  })

  test('the fields of in-toto say something else than ours', async () => {
    const bundle = forged(
      { statement: (statement) => ({ ...statement, predicate: { ...statement.predicate, result: 'PASSED', failedTests: [] } }) },
      failed,
    )
    expect((await looked(bundle)).broken).toEqual([expect.stringContaining('contradict each other')])
  })

  test('the payload has a field twice, or one that nobody knows', async () => {
    const unknown = forged({ statement: (statement) => ({ ...statement, predicateType2: 'x' }) })
    expect((await looked(unknown)).broken).toEqual([expect.stringMatching(/^statement: it does not fit its schema/)])
  })

  test('the suite says that it is another version', async () => {
    const bundle = forged({ facts: (facts) => ({ ...facts, suite: '99.0.0' }) })
    expect((await looked(bundle)).broken).toContainEqual(expect.stringMatching(/^suite: no version 99\.0\.0/))
  })

  test('it is about another target, time or propagation than the evidence', async () => {
    const bundle = forged({
      facts: (facts) => ({ ...facts, target: { ...facts.target, url: 'https://api.acme.example' }, propagation: 4000 }),
    })
    unlinkSync(fileIn(bundle, 'badge'))
    const { broken } = await looked(bundle)
    expect(broken).toContainEqual(expect.stringContaining('badge'))
    const mock = forged({ facts: (facts) => ({ ...facts, target: { ...facts.target, url: 'https://api.acme.example' } }) })
    expect((await looked(mock)).broken).toEqual([expect.stringContaining('its target is {"url":"https://api.acme.example"')])
  })

  test('it was signed by another key, whatever the bundle says of keys', async () => {
    const bundle = forge(we.copy(plain), we.stranger.key, {})
    expect((await looked(bundle)).broken).toEqual([expect.stringMatching(/^signature: no signature of key/)])
  })
})

describe('another judge', () => {
  test('that comes to the same says so', async () => {
    const { outcome, all } = await looked(plain, { code: 'f'.repeat(64) })
    expect(outcome).toBe('conformant')
    expect(all).toContain('although by other code')
  })

  test('that comes to something else calls nothing forged: authentic, judged differently now', async () => {
    const bundle = forged({
      facts: (facts) => ({
        ...facts,
        requirements: facts.requirements.map((one, index) => (index === 0 ? { ...one, exercised: 1 } : one)),
      }),
    })
    expect(await looked(bundle)).toMatchObject({ outcome: 'not valid' })
    const { broken, all } = await looked(bundle, { code: 'f'.repeat(64) })
    expect(broken).toEqual([])
    expect(all).toContain('authentic, judged differently now')
  })

  test('judges with the catalogue of then, whose version must be known', async () => {
    const catalogue = (text: string) => text.replace('"level": "may"', '"level": "should"')
    const id = (JSON.parse(readFileSync(fileIn(plain, 'catalogue'), 'utf8')) as { id: string; level: string }[]).find(
      ({ level }) => level === 'may',
    )?.id
    const bundle = forged({
      catalogue,
      facts: (facts) => ({
        ...facts,
        requirements: facts.requirements.map((one) => (one.id === id ? { ...one, level: 'should' as const } : one)),
      }),
    })
    expect((await looked(bundle)).broken).toEqual([expect.stringMatching(/^suite:/)])
    const { catalogue: digest, suite } = factsIn(bundle)
    expect(await looked(bundle, { releases: [{ version: suite, catalogue: digest }] })).toMatchObject({ outcome: 'conformant', broken: [] })
  })
})

describe('a bundle', () => {
  test.each<[string, (bundle: string) => void, RegExp]>([
    ['with a file that nobody knows', (bundle) => writeFileSync(join(bundle, 'extra.json'), '{}'), /"extra\.json" belongs to no bundle/],
    ['with a folder', (bundle) => mkdirSync(join(bundle, 'sub')), /"sub" belongs to no bundle/],
    ['with a name that leads elsewhere', (bundle) => writeFileSync(join(bundle, '..\\..\\evil'), ''), /evil" belongs to no bundle/],
    [
      'whose evidence is a link out of it',
      (bundle) => {
        unlinkSync(fileIn(bundle, 'evidence'))
        symlinkSync('/etc/passwd', fileIn(bundle, 'evidence'))
      },
      /history\.ndjson\.gz is no plain file/,
    ],
    [
      'whose evidence is a pipe without an end',
      (bundle) => {
        unlinkSync(fileIn(bundle, 'evidence'))
        execFileSync('mkfifo', [fileIn(bundle, 'evidence')])
      },
      /history\.ndjson\.gz is no plain file/,
    ],
    ['with a file of gigabytes', (bundle) => truncateSync(fileIn(bundle, 'certificate'), 5e9), /certificate\.dsse\.json has more than/],
  ])('%s is not looked at any further', async (_, change, message) => {
    const bundle = we.copy(plain)
    change(bundle)
    expect((await looked(bundle)).broken).toEqual([expect.stringMatching(message)])
  })

  test('whose evidence unpacks to gigabytes is not unpacked, whether it says so or not', async () => {
    const zeros = Buffer.alloc(100_000_000)
    const silent = forged({ evidence: zeros, facts: (facts) => ({ ...facts, evidence: { ...facts.evidence, unpacked: 1_000_000 } }) })
    const before = process.memoryUsage().rss
    expect((await looked(silent)).broken).toEqual([expect.stringContaining('does not unpack to the 1000000 bytes')])
    expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000)
    const honest = forged({ facts: (facts) => ({ ...facts, evidence: { ...facts.evidence, unpacked: 5_000_000_000 } }) })
    expect((await looked(honest)).broken).toEqual([expect.stringContaining('of at most')])
  })

  test('whose evidence is no history says so', async () => {
    for (const evidence of ['hello\n', '{"kind":"party"}\n', '{"__proto__":{"kind":"header"}}\n', '']) {
      const { outcome, broken } = await looked(forged({ evidence: Buffer.from(evidence) }))
      expect({ outcome, broken }).toEqual({ outcome: 'not valid', broken: [expect.stringMatching(/^evidence: /)] })
    }
  })

  test('that is none is a wrong use', async () => {
    await expect(verify('/no/such', we.trust())).rejects.toMatchObject({ code: 'NOT_A_BUNDLE', exitCode: 2 })
    await expect(verify(we.folder(), we.trust())).rejects.toMatchObject({ code: 'NOT_A_BUNDLE' })
  })
})

describe('a challenge', () => {
  const claiming = async (challenge: string): Promise<string> => {
    const bundle = forged({ facts: (facts) => ({ ...facts, challenge }) })
    return (await looked(bundle, { challenger: we.certifier.key })).broken.join('\n')
  }

  test('of another certifier, another run, or nobody, is none', async () => {
    expect(await claiming(await we.challenge({ key: we.stranger.privateFile }))).toMatch(
      /is not one of this certifier.*is another one than the run carried/s,
    )
    expect(await claiming(await we.challenge())).toMatch(/is another one than the run carried.*did not seed the run/s)
    expect(await claiming('dzc1.')).toContain('is not what a certifier gives out')
  })

  test('is refused by `certify` when it has expired, is somebody else’s, or is none, before anything is sent', async () => {
    const out = join(we.folder(), 'new')
    const certify = async (challenge: string, more = {}) => we.certify({ target: 'http://127.0.0.1:9', out, challenge, ...more })
    const expired = await at(Date.now() - 2 * 3_600_000, () => we.challenge({ validFor: 1 }))
    await expect(certify(expired)).rejects.toMatchObject({ code: 'EXPIRED', exitCode: 2 })
    await expect(certify(await we.challenge({ subject: 'other' }))).rejects.toMatchObject({ code: 'NOT_FOR_YOU' })
    await expect(certify(await we.challenge({ signer: we.stranger.publicFile }))).rejects.toMatchObject({ code: 'NOT_FOR_YOU' })
    const foreign = await we.challenge({ key: we.stranger.privateFile })
    await expect(certify(foreign, { certifierKey: we.certifier.publicFile })).rejects.toMatchObject({ code: 'NOT_FOR_YOU' })
    await expect(certify('hello')).rejects.toMatchObject({ code: 'NOT_A_CHALLENGE' })
    expect(existsSync(out)).toBe(false)
  })
})

describe('a countersignature', () => {
  test('is refused to a second result with one challenge, which counts as an attempt that failed', async () => {
    const second = forged({ facts: (facts) => ({ ...facts, subject: 'acme-tokens@2.4.1' }) })
    unlinkSync(fileIn(second, 'badge'))
    await expect(countersigned(second)).rejects.toMatchObject({ code: 'USED', exitCode: 4 })
  })

  test('is refused to what does not hold, and to what answers no challenge of this ledger', async () => {
    await expect(countersigned(forge(we.copy(plain), we.stranger.key, {}))).rejects.toMatchObject({ code: 'NOT_VALID' })
    await expect(countersigned(we.copy(plain), { key: we.stranger.privateFile })).rejects.toMatchObject({ code: 'NOT_VALID' })
    const unchallenged = forged({ facts: (facts) => ({ ...facts, challenge: null }) })
    await expect(countersigned(unchallenged)).rejects.toMatchObject({
      code: 'NOT_VALID',
      message: expect.stringContaining('no challenge') as string,
    })
  })

  test('is refused to what came after the challenge had expired', async () => {
    const ledger = join(we.folder(), 'ledger.ndjson')
    writeFileSync(ledger, readFileSync(we.ledger, 'utf8').split('\n').slice(0, 1).join('') + '\n')
    await at(Date.now() + 8 * dayLater, async () =>
      expect(countersigned(we.copy(plain), { ledger })).rejects.toMatchObject({ code: 'LATE', exitCode: 4 }),
    )
  })

  test('is not given to a failure, which is noted, and told on the next certificate of that name', async () => {
    expect(await countersigned(we.copy(failed))).toMatchObject({ code: 1, said: expect.stringContaining('Not countersigned') as string })
    const ledger = readFileSync(we.ledger, 'utf8')
    expect(ledger).toContain('"conclusion":"FAILED"')
    const again = we.copy(full)
    await countersigned(again)
    const { standing } = await verify(again, we.trust({ certifier: we.certifier.key }))
    expect(standing?.attempts?.failed).toBeGreaterThan(0)
    expect(readFileSync(fileIn(again, 'report'), 'utf8')).toMatch(/earlier attempts? that failed/)
  })

  test('is demanded by whoever names a certifier', async () => {
    expect((await looked(plain, { certifier: we.certifier.key })).broken).toContainEqual(
      expect.stringMatching(/^countersignature: there is none/),
    )
    expect((await looked(full, { certifier: we.stranger.key })).broken).toContainEqual(
      expect.stringMatching(/^countersignature: is by key/),
    )
  })

  test('of another certificate does not count', async () => {
    const bundle = forged({ facts: (facts) => ({ ...facts, subject: 'acme-tokens@9.9.9' }) })
    for (const file of ['countersignature', 'certifier'] as const) writeFileSync(fileIn(bundle, file), readFileSync(fileIn(full, file)))
    expect((await looked(bundle, { certifier: we.certifier.key })).broken.join('\n')).toMatch(/is of another certificate/)
  })

  test('makes nobody a certifier who is none: a partner that countersigns itself is seen', async () => {
    const key = we.partner.privateFile
    const challenge = readChallenge(word)?.challenge
    if (challenge === undefined) throw new Error('There is a challenge.')
    const own = challengeWord({ ...challenge, certifier: we.partner.key.keyId }, we.partner.key)
    const bundle = forged({ facts: (facts) => ({ ...facts, class: 'run by the certifier', challenge: own }) })
    writeFileSync(fileIn(bundle, 'badge'), badgeOf(standingOf(factsIn(bundle), we.partner.key.keyId)))
    expect((await looked(bundle)).all).toContain('that it was run by the certifier: give the public key of whom you trust')
    expect((await looked(bundle, { certifier: we.certifier.key })).outcome).toBe('not valid')
    await expect(countersigned(we.copy(plain), { key })).rejects.toMatchObject({ code: 'NOT_VALID' })
  })
})

describe('a recheck', () => {
  test('is refused before a day has passed, and with the secrets of another run', async () => {
    await at(Date.parse(factsIn(plain).end) + 3_600_000, async () =>
      expect(rechecked(we.copy(plain))).rejects.toMatchObject({ code: 'TOO_SOON' }),
    )
    const other = join(we.folder(), 'other.json')
    writeFileSync(other, readFileSync(secrets, 'utf8').replace(factsIn(plain).begin, '2026-01-01T00:00:00.000Z'))
    await expect(rechecked(we.copy(plain), other)).rejects.toThrow('belongs to another run')
  })

  test('makes the certificate final, and tried every token that the run had revoked', async () => {
    const bundle = we.copy(plain)
    expect(await rechecked(bundle)).toMatchObject({ code: 0 })
    const { outcome, all } = await looked(bundle)
    expect(outcome).toBe('conformant')
    expect(all).toMatch(/recheck: \d+ revoked tokens tried again 2[45]\.\d h later by the runner's clock: CONFORMANT/)
    expect(readFileSync(fileIn(bundle, 'badge'), 'utf8')).not.toContain('provisional')
    expect(readFileSync(fileIn(plain, 'badge'), 'utf8')).toContain('provisional')
  })

  test('of another certificate does not count', async () => {
    const bundle = forged({ facts: (facts) => ({ ...facts, subject: 'acme-tokens@9.9.9' }) })
    for (const file of ['recheck', 'recheckEvidence'] as const) writeFileSync(fileIn(bundle, file), readFileSync(fileIn(full, file)))
    expect((await looked(bundle)).broken.join('\n')).toContain('recheck: is of another certificate')
  })
})

describe('without our code, by the commands of the README,', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const blockWith = (language: string, sign: string): string =>
    [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))]
      .map(([, block = '']) => block)
      .find((block) => block.includes(sign)) ?? ''
  /** A folder with a bundle and the key of its partner, as the README has it. */
  const setup = (change: (bundle: string) => void = () => {}): string => {
    const folder = we.folder()
    const bundle = we.copy(full)
    change(bundle)
    renameSync(bundle, join(folder, 'bundle'))
    copyFileSync(we.partner.publicFile, join(folder, 'partner.pem'))
    symlinkSync(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(folder, 'node_modules'))
    return folder
  }
  const flipped = (bundle: string): void => {
    const path = fileIn(bundle, 'certificate')
    const envelope = JSON.parse(readFileSync(path, 'utf8')) as { payload: string }
    const payload = Buffer.from(envelope.payload, 'base64')
    payload[100] = (payload[100] ?? 0) ^ 1
    writeFileSync(path, `${JSON.stringify({ ...envelope, payload: payload.toString('base64') }, null, 2)}\n`)
  }

  test('openssl accepts the signature, and refuses it once a byte was flipped', () => {
    const script = blockWith('sh', 'pkeyutl')
    const run = (folder: string) => execFileSync('sh', ['-ec', script], { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
    const folder = setup()
    expect(run(folder)).toContain('Signature Verified Successfully')
    expect(run(folder)).toContain(factsIn(join(folder, 'bundle')).evidence.sha256)
    expect(() => run(setup(flipped))).toThrow('Command failed')
  })

  test('@sigstore/verify accepts the envelope, and refuses it once a byte was flipped', () => {
    const script = blockWith('js', '@sigstore/verify')
    const run = (folder: string): string => {
      writeFileSync(join(folder, 'verify.mjs'), script)
      return execFileSync(process.execPath, ['verify.mjs'], { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
    }
    expect(run(setup())).toBe('The signature holds.\n')
    expect(() => run(setup(flipped))).toThrow('signature verification failed')
  })
})

describe('a withdrawn certificate', () => {
  test('is not valid to whoever has the list, and no other key can make one', async () => {
    const list = join(we.folder(), 'withdrawn.json')
    const flags = { list, reason: 'The target was not the real one.' }
    await runWithdraw(full, { key: we.certifier.privateFile, ...flags }, nobody())
    const withdrawals = readFileSync(list, 'utf8')
    const certifier = we.certifier.key
    expect((await looked(full, { certifier, withdrawals })).broken).toEqual([expect.stringContaining('The target was not the real one.')])
    expect((await looked(full, { certifier, withdrawals: withdrawals.replace('payload', 'Payload') })).broken).toEqual([
      expect.stringContaining('cannot be used'),
    ])
    await expect(runWithdraw(full, { key: we.stranger.privateFile, ...flags }, nobody())).rejects.toMatchObject({ code: 'NOT_VALID' })
    await expect(runWithdraw(plain, { key: we.certifier.privateFile, ...flags }, nobody())).rejects.toMatchObject({ code: 'NOT_VALID' })
  })
})

test('`certify` runs the profile as it stands: what would weaken it is refused, each with its reason', async () => {
  const weak = {
    only: ['finality'],
    skip: ['http'],
    baseline: 'x',
    maxTime: 1,
    profile: 'quick',
    seed: 1,
    requestTimeout: 1,
    expect: ['repeat=201'],
  }
  for (const [flag, value] of Object.entries(weak))
    await expect(we.certify({ target: 'http://127.0.0.1:9', [flag]: value })).rejects.toMatchObject({
      code: 'NOT_AS_IT_STANDS',
      exitCode: 2,
    })
  await expect(we.certify({ target: 'http://127.0.0.1:9', propagation: 5001 })).rejects.toMatchObject({ code: 'NOT_AS_IT_STANDS' })
})

test('a bundle holds what it is said to hold, and nothing else', () => {
  expect(readdirSync(full).toSorted()).toEqual(Object.values(bundleFiles).toSorted())
})
