import { Command, InvalidArgumentError, Option } from 'commander'
import { flagOf, refusedFlags } from './certify/as-it-stands.ts'
import { fields, natural, positive } from '../../conformance/flag-values.ts'

/** The commands of partners who certify an implementation and of their certifiers. Everything heavy is imported when one runs. */
export function certificateCommands(): Command[] {
  return [keygenCommand(), challengeCommand(), certifyCommand(), verifyCommand(), countersignCommand(), withdrawCommand()]
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

/** The flags of `certify`, read. */
export interface CertifyFlags {
  readonly target?: string
  readonly provisioner?: string
  readonly subject?: string
  readonly challenge?: string
  readonly certifierKey?: string
  readonly key: string
  readonly passphraseEnv?: string
  readonly out?: string
  readonly header: readonly (readonly [string, string])[]
  readonly provisionerHeader: readonly (readonly [string, string])[]
  readonly ca?: string
  readonly tlsCert?: string
  readonly tlsKey?: string
  readonly replica: readonly string[]
  readonly probe: readonly string[]
  readonly restart?: string
  readonly rate?: number
  readonly propagation: number
  readonly production?: true
  readonly destructive?: true
  readonly keepSecrets?: string
  readonly attachRecheck?: string
  readonly secrets?: string
  readonly quiet?: true
  readonly verbose?: true
}

function certifyCommand(): Command {
  const command = new Command('certify')
    .description('Run the certification profile as it stands, and sign what it came to with all the evidence.')
    .requiredOption('--key <file>', 'your private key, which signs')
    .option('--passphrase-env <name>', 'the environment variable with the passphrase of the key')
    .option('--target <url>', 'base URL of the implementation; a path prefix is kept')
    .option('--provisioner <spec>', 'what issues tokens: a URL, exec:COMMAND, a pool FILE.json or a module FILE.mjs')
    .option('--subject <name>', 'what is certified: NAME@VERSION')
    .option('--out <folder>', 'a new folder for the bundle: certificate, evidence, report, badge')
    .option('--challenge <word>', 'what your certifier sent you; without one, a recording cannot be told from a run')
    .option('--certifier-key <file>', 'check the challenge against this public key before anything is sent')
    .option('--keep-secrets <file>', 'keep the revoked tokens with their secrets (mode 0600), for --attach-recheck')
    .option('--attach-recheck <bundle>', 'a day later or more: try every revoked token again, and attach what it came to')
    .option('--secrets <file>', 'with --attach-recheck: what --keep-secrets wrote')
    .addOption(repeated('--header <name: value>', 'send with every request to the target (repeatable)'))
    .addOption(repeated('--provisioner-header <name: value>', 'send to the provisioner (repeatable)'))
    .option('--ca <file>', 'trust this certificate authority (PEM)')
    .option('--tls-cert <file>', 'present this client certificate (PEM)')
    .option('--tls-key <file>', 'the key of the client certificate (PEM)')
    .option('--replica <url...>', 'more doors to the same implementation', [])
    .option('--probe <operation...>', 'another protected operation, such as "GET /api/v1/me": finality is witnessed there, too', [])
    .option('--restart <command>', 'restart the target with this command, and try every token again')
    .option('--rate <number>', 'most requests a second', positive)
    .option('--propagation <ms>', 'declared delay after which a revocation holds everywhere; at most 5000', natural, 0)
    .option('--destructive', 'off loopback, send what could wipe a careless system, too: wildcards, beginnings of ids, SQL')
    .option('--production', 'allow a target that the contract names as a server')
    .option('--quiet', 'print the verdict and the failures only')
    .option('--verbose', 'print what happens as it happens')
  // Known, so that a refusal can say why.
  for (const name of Object.keys(refusedFlags)) command.addOption(new Option(`${flagOf(name)} [value...]`).hideHelp())
  return command.addHelpText('after', certifyHelp).action(async (flags: CertifyFlags) => {
    if (flags.attachRecheck === undefined) {
      const { runCertify } = await import('./certify/run-certify.ts')
      process.exitCode = await runCertify(flags, process)
    } else {
      const { attachRecheck } = await import('./recheck/attach-recheck.ts')
      process.exitCode = await attachRecheck(flags, process)
    }
  })
}

/** The flags of `verify`, read. */
export interface VerifyFlags {
  readonly key: string
  readonly certifierKey?: string
  readonly withdrawals?: string
  readonly maxAge: number
}

function verifyCommand(): Command {
  return new Command('verify')
    .description(
      'Say whether a certificate holds, without a network: signatures, digests, and every verdict judged again from the evidence.',
    )
    .argument('<bundle>', 'the folder that certify wrote')
    .requiredOption('--key <file>', 'the public key of whoever ran the suite')
    .option('--certifier-key <file>', 'the public key of the certifier whom you trust; its countersignature is then demanded')
    .option('--withdrawals <file>', 'a list of withdrawn certificates, signed by the certifier')
    .option('--max-age <days>', 'oldest certificate that counts', positive, 90)
    .addHelpText('after', verifyHelp)
    .action(async (bundle: string, flags: VerifyFlags) => {
      const { runVerify } = await import('./verify/run-verify.ts')
      process.exitCode = await runVerify(bundle, flags, process)
    })
}

const verifyHelp = `
Exit codes:
  0  valid, and conformant
  1  valid, and not conformant
  2  wrong usage
  4  not valid: the lines with a cross say what does not hold`

/** The flags of `countersign`, read. */
export interface CountersignFlags {
  readonly key: string
  readonly passphraseEnv?: string
  readonly signer?: string
  readonly witness?: string
  readonly ledger?: string
}

function countersignCommand(): Command {
  return new Command('countersign')
    .description('Certifiers: verify a bundle that answers one of your challenges, and sign it, too.')
    .argument('<bundle>', 'the folder that certify wrote')
    .requiredOption('--key <file>', 'your private key, which gave the challenge')
    .option('--passphrase-env <name>', 'the environment variable with the passphrase of the key')
    .option('--signer <file>', 'the public key of your partner (default: the one in the bundle, which is printed)')
    .option('--witness <file>', 'the history.ndjson of your own proxy that the run went through: the class is then witnessed')
    .option('--ledger <file>', 'where challenges and their answers are kept (default: ledger.ndjson beside the key)')
    .addHelpText('after', countersignHelp)
    .action(async (bundle: string, flags: CountersignFlags) => {
      const { runCountersign } = await import('./countersign/run-countersign.ts')
      process.exitCode = await runCountersign(bundle, flags, process)
    })
}

const countersignHelp = `
Exit codes:
  0  countersigned
  1  the bundle holds, and is not conformant: noted as an attempt that failed
  2  wrong usage
  4  the bundle does not hold, or its challenge is not yours, used already, or expired`

/** The flags of `withdraw`, read. */
export interface WithdrawFlags {
  readonly key: string
  readonly passphraseEnv?: string
  readonly list: string
  readonly reason: string
}

function withdrawCommand(): Command {
  return new Command('withdraw')
    .description('Certifiers: put a certificate that you countersigned on your list of withdrawn ones.')
    .argument('<bundle>', 'the folder of the certificate')
    .requiredOption('--key <file>', 'your private key')
    .option('--passphrase-env <name>', 'the environment variable with the passphrase of the key')
    .requiredOption('--list <file>', 'the list; it is made when it is not there')
    .requiredOption('--reason <text>', 'why, for those who verify')
    .action(async (bundle: string, flags: WithdrawFlags) => {
      const { runWithdraw } = await import('./withdrawals/run-withdraw.ts')
      await runWithdraw(bundle, flags, process)
    })
}

const certifyHelp = `
Exit codes:
  0  conformant: the bundle holds a certificate
  1  not conformant: the bundle holds a signed result that says FAILED
  2  wrong usage or configuration, or a challenge that cannot be answered
  3  no conclusion: the bundle, if there is one, holds a signed result that says INCOMPLETE

Example:
  $ dayzero-contract certify --target https://staging.example.com --provisioner ./tokens.mjs \\
      --subject acme-tokens@2.4.0 --challenge dzc1.… --key keys/private.pem --out certificates/2.4.0`

function repeated(flags: string, description: string): Option {
  return new Option(flags, description).argParser(fields).default([], 'none')
}

function hours(text: string): number {
  const number = Number(text)
  if (!/^\d{1,5}$/.test(text) || number === 0) throw new InvalidArgumentError('Give a whole number of hours, 1 or more.')
  return number
}
