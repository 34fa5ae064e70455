import { readFile } from 'node:fs/promises'
import type { Profile } from '../../../conformance/index.ts'
import { UsageError } from '../../../conformance/index.ts'
import { visible } from '../../visible.ts'
import type { Surroundings } from '../../writers.ts'
import type { VerifyFlags } from '../commands.ts'
import { CertificateError } from '../errors.ts'
import { readPublicKey } from '../keys/read-key.ts'
import { propagationInWords, qualifiersOf } from '../statement/standing.ts'
import { suiteCode } from '../statement/suite-code.ts'
import { showSteps } from './show-steps.ts'
import type { Verification } from './verify.ts'
import { verify } from './verify.ts'

const exitCodes: Readonly<Record<Verification['outcome'], number>> = { conformant: 0, 'not conformant': 1, 'not valid': 4 }

/** Runs `verify` as its flags say; gives the exit code. */
export async function runVerify(
  folder: string,
  flags: VerifyFlags,
  surroundings: Surroundings,
  profile: Profile = 'certification',
): Promise<number> {
  if (flags.withdrawals !== undefined && flags.certifierKey === undefined)
    throw new UsageError('--withdrawals is a list that a certifier signed: give its public key with --certifier-key.')
  const verification = await verify(folder, {
    signer: await readPublicKey(flags.key),
    ...(flags.certifierKey === undefined ? {} : { certifier: await readPublicKey(flags.certifierKey) }),
    ...(flags.withdrawals === undefined ? {} : { withdrawals: await listIn(flags.withdrawals) }),
    maxAge: flags.maxAge,
    now: Date.now(),
    profile,
    code: suiteCode(),
  })
  showSteps(verification, surroundings)
  surroundings.stdout.write(`\n${visible(verdictOf(verification))}\n`)
  return exitCodes[verification.outcome]
}

function verdictOf({ outcome, standing, steps }: Verification): string {
  const broken = steps.filter(({ state }) => state === 'broken').length
  if (outcome === 'not valid' || standing === undefined)
    return `NOT VALID  ${broken === 1 ? 'One check does' : `${broken} checks do`} not hold. Nothing in the bundle counts.`
  const { subject, conclusion, propagation } = standing
  const reserve = qualifiersOf(standing)
  if (outcome === 'conformant')
    return `VALID, CONFORMANT  ${subject}, propagation ${propagationInWords(propagation)}${reserve.length === 0 ? '' : `. With reserve: ${reserve.join(', ')}`}`
  return `VALID, NOT CONFORMANT  ${subject}: ${conclusion === 'CONFORMANT' ? 'CONFORMANT then, and not as it is judged now' : conclusion}`
}

async function listIn(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new CertificateError('UNREADABLE', `--withdrawals ${file} cannot be read (${(cause as Error).message}).`, { cause })
  }
}
