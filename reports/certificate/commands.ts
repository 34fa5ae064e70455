import { Command, InvalidArgumentError } from 'commander'

/** The commands of partners who certify an implementation and of their certifiers. Everything heavy is imported when one runs. */
export function certificateCommands(): Command[] {
  return [keygenCommand(), challengeCommand()]
}

/** The flags of `keygen`, read. */
export interface KeygenFlags {
  readonly out: string
  readonly passphraseEnv?: string
}

function keygenCommand(): Command {
  return new Command('keygen')
    .description('Make an Ed25519 key pair for signing certificates.')
    .requiredOption('--out <folder>', 'where private.pem (for you alone) and public.pem (to hand out) go; nothing is overwritten')
    .option('--passphrase-env <name>', 'lock the private key with the passphrase in this environment variable')
    .action(async (flags: KeygenFlags) => {
      const { runKeygen } = await import('./keys/run-keygen.ts')
      await runKeygen(flags, process)
    })
}

/** The flags of `challenge`, read. */
export interface ChallengeFlags {
  readonly key: string
  readonly passphraseEnv?: string
  readonly subject?: string
  readonly signer?: string
  readonly validFor: number
  readonly ledger?: string
}

function challengeCommand(): Command {
  return new Command('challenge')
    .description('Certifiers: print a signed challenge, which the run of a partner must carry.')
    .requiredOption('--key <file>', 'your private key')
    .option('--passphrase-env <name>', 'the environment variable with the passphrase of the key')
    .option('--subject <name>', 'for this implementation only: NAME or NAME@VERSION')
    .option('--signer <file>', 'for results signed by this public key only')
    .option('--valid-for <hours>', 'how long it may be answered', hours, 168)
    .option('--ledger <file>', 'where challenges and their answers are kept (default: ledger.ndjson beside the key)')
    .action(async (flags: ChallengeFlags) => {
      const { runChallenge } = await import('./challenge/run-challenge.ts')
      await runChallenge(flags, process)
    })
}

function hours(text: string): number {
  const number = Number(text)
  if (!/^\d{1,5}$/.test(text) || number === 0) throw new InvalidArgumentError('Give a whole number of hours, 1 or more.')
  return number
}
