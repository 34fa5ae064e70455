import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import type { Surroundings } from '../../writers.ts'
import type { ChallengeFlags } from '../commands.ts'
import { passphraseIn, readPublicKey, readSigningKey } from '../keys/read-key.ts'
import type { Challenge } from './challenge.ts'
import { challengeWord } from './challenge.ts'
import { withLedger } from './ledger.ts'

/** Runs `challenge` as its flags say: the word on standard output alone, what it means on standard error. */
export async function runChallenge(flags: ChallengeFlags, { stdout, stderr, env }: Surroundings): Promise<void> {
  const key = await readSigningKey(flags.key, passphraseIn(env, flags.passphraseEnv))
  const signer = flags.signer === undefined ? null : (await readPublicKey(flags.signer)).keyId
  const now = Date.now()
  const challenge: Challenge = {
    nonce: randomBytes(16).toString('hex'),
    issuedAt: new Date(now).toISOString(),
    expiresAt: new Date(now + flags.validFor * 3_600_000).toISOString(),
    certifier: key.keyId,
    subject: flags.subject ?? null,
    signer,
  }
  const file = ledgerOf(flags)
  // In the ledger first: a challenge that nobody remembers is worth nothing.
  await withLedger(file, (ledger) => ledger.add({ kind: 'challenge', ...challenge }))
  stdout.write(`${challengeWord(challenge, key)}\n`)
  stderr.write(`For ${challenge.subject ?? 'any implementation'}, until ${challenge.expiresAt}; noted in ${file}\n`)
}

/** Where a certifier's ledger is: where it was said, else beside the key. */
export function ledgerOf({ key, ledger }: { readonly key: string; readonly ledger?: string }): string {
  return ledger ?? join(dirname(key), 'ledger.ndjson')
}
