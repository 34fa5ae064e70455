import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { startMock } from '../../../test/command.mjs'
import { runCertify } from '../certify/run-certify.ts'
import { runChallenge } from '../challenge/run-challenge.ts'
import type { CertifyFlags } from '../commands.ts'
import { makeKeyPair } from '../keys/make-key-pair.ts'
import type { SigningKey } from '../keys/read-key.ts'
import { readSigningKey } from '../keys/read-key.ts'
import { suiteCode } from '../statement/suite-code.ts'
import type { Trust } from '../verify/trust.ts'
import { nobody } from './surroundings.ts'

/** Somebody with a folder of keys. */
export interface Party {
  readonly privateFile: string
  readonly publicFile: string
  readonly key: SigningKey
}

/** A partner, a certifier, a stranger, and a mock of which the partner has a certificate. */
export interface Parties {
  readonly partner: Party
  readonly certifier: Party
  readonly stranger: Party
  readonly ledger: string
  /** A new folder inside that of the test file. */
  folder(): string
  /** A copy of a bundle, to be changed. */
  copy(bundle: string): string
  challenge(flags?: { subject?: string; signer?: string; key?: string; validFor?: number }): Promise<string>
  /** Certifies the quick profile of a mock: the certification profile takes minutes. */
  certify(
    flags?: Partial<CertifyFlags>,
    faults?: readonly string[],
  ): Promise<{ readonly bundle: string; readonly code: number; readonly said: string }>
  trust(change?: Partial<Trust>): Trust
  end(): Promise<void>
}

export const dayLater: number = 25 * 3_600_000

export async function parties(): Promise<Parties> {
  const root = mkdtempSync(join(tmpdir(), 'certificate-'))
  const folder = () => mkdtempSync(join(root, 'f-'))
  const party = async (): Promise<Party> => {
    const { privateFile, publicFile } = await makeKeyPair(folder())
    return { privateFile, publicFile, key: await readSigningKey(privateFile) }
  }
  const [partner, certifier, stranger] = [await party(), await party(), await party()]
  const ledger = join(root, 'ledger.ndjson')
  const mocks: Awaited<ReturnType<typeof startMock>>[] = []
  const mockWith = async (faults: readonly string[]): Promise<string> => {
    const mock = await startMock(faults.flatMap((fault) => ['--fault', fault]))
    mocks.push(mock)
    return mock.url
  }
  return {
    partner,
    certifier,
    stranger,
    ledger,
    folder,
    copy: (bundle) => {
      const copy = join(folder(), 'bundle')
      cpSync(bundle, copy, { recursive: true })
      return copy
    },
    challenge: async ({ key = certifier.privateFile, validFor = 168, ...flags } = {}) => {
      const surroundings = nobody()
      await runChallenge({ key, ledger, validFor, ...flags }, surroundings)
      return surroundings.out().trim()
    },
    certify: async (flags = {}, faults = []) => {
      const url = flags.target ?? (await mockWith(faults))
      const bundle = join(folder(), 'bundle')
      const surroundings = nobody()
      const code = await runCertify(
        {
          header: [],
          provisionerHeader: [],
          replica: [],
          probe: [],
          propagation: 0,
          target: url,
          provisioner: `${url}/_mock/tokens`,
          subject: 'acme-tokens@2.4.0',
          key: partner.privateFile,
          out: bundle,
          ...flags,
        },
        surroundings,
        'quick',
      )
      return { bundle, code, said: surroundings.out() }
    },
    trust: (change = {}) => ({ signer: partner.key, maxAge: 90, now: Date.now(), profile: 'quick', code: suiteCode(), ...change }),
    end: async () => {
      for (const mock of mocks) await mock.stop()
      rmSync(root, { recursive: true, force: true })
    },
  }
}

/** Does something by a clock that was stopped then. */
export async function at<Result>(time: number, work: () => Promise<Result>): Promise<Result> {
  vi.useFakeTimers({ toFake: ['Date'], now: time })
  try {
    return await work()
  } finally {
    vi.useRealTimers()
  }
}
