import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import type { HistoryEvent, Profile, RunResult, Writer } from '../../../conformance/index.ts'
import {
  Audience,
  History,
  provisionerOf,
  refuseProduction,
  routeOf,
  runConformance,
  staysHere,
  stopSignal,
  tryKeptRun,
  UsageError,
  writeKeptRun,
} from '../../../conformance/index.ts'
import type { Surroundings } from '../../writers.ts'
import { writersIn } from '../../writers.ts'
import { bundleFiles } from '../bundle/bundle.ts'
import { newBundleFolder, writeFiles } from '../bundle/change-bundle.ts'
import { evidenceWriter } from '../bundle/evidence-writer.ts'
import type { Challenge } from '../challenge/challenge.ts'
import { seedOf } from '../challenge/challenge.ts'
import type { CertifyFlags } from '../commands.ts'
import { CertificateError } from '../errors.ts'
import type { Conclusion } from '../statement/facts.ts'
import type { SigningKey } from '../keys/read-key.ts'
import { passphraseIn, readPublicKey, readSigningKey } from '../keys/read-key.ts'
import { assertAsItStands } from './as-it-stands.ts'
import { heedChallenge } from './heed-challenge.ts'
import { tlsFiles } from './tls-files.ts'
import { signRun } from './sign-run.ts'
import { summaryOf } from './summary.ts'

const exitCodes: Readonly<Record<Conclusion, number>> = { CONFORMANT: 0, FAILED: 1, INCOMPLETE: 3 }

/** The flags of a run; those of `--attach-recheck` are another matter. */
type RunFlags = CertifyFlags & { readonly target: string; readonly provisioner: string; readonly subject: string; readonly out: string }

/**
 * Runs `certify` as its flags say; gives the exit code.
 *
 * @param profile Only tests run another: `verify` takes no certificate of it.
 */
export async function runCertify(given: CertifyFlags, surroundings: Surroundings, profile: Profile = 'certification'): Promise<number> {
  assertAsItStands({ ...given })
  const flags = complete(given)
  refuseProduction({ target: flags.target, replicas: flags.replica, production: flags.production })
  const key = await readSigningKey(flags.key, passphraseIn(surroundings.env, flags.passphraseEnv))
  const challenge = await challengeIn(flags, key)
  await newBundleFolder(flags.out)
  if (flags.keepSecrets !== undefined) await tryKeptRun(flags.keepSecrets)
  const evidence = evidenceWriter(join(flags.out, bundleFiles.evidence))
  const { quiet = false, verbose = false } = flags
  const writers = await writersIn(surroundings)({ report: [], quiet, verbose })
  const { result, history } = await runOf(flags, { profile, challenge, writers: [evidence, ...writers], env: surroundings.env })
  const { changes, standing, headline } = signRun(
    {
      history,
      result,
      evidence: await evidence.facts(),
      subject: flags.subject,
      class: challenge?.certifier === key.keyId ? 'run by the certifier' : 'self-declared',
      challenge: flags.challenge ?? null,
    },
    key,
  )
  await writeFiles(flags.out, changes)
  surroundings.stdout.write(`\n${summaryOf(flags.out, standing, headline)}`)
  return exitCodes[standing.conclusion]
}

/** @throws CertificateError or UsageError for a flag that is missing, or written wrongly */
function complete(flags: CertifyFlags): RunFlags {
  const { target, provisioner, subject, out } = flags
  const missing = Object.entries({ target, provisioner, subject, out }).find(([, value]) => value === undefined)
  if (target === undefined || provisioner === undefined || subject === undefined || out === undefined)
    throw new UsageError(`--${missing?.[0] ?? ''} is missing.`)
  if (!/^[^\s@]\S*@[^\s@]+$/.test(subject) || subject.length > 200)
    throw new UsageError(`--subject "${subject}" names no version of an implementation. Write it as NAME@VERSION.`)
  if (flags.secrets !== undefined)
    throw new UsageError('--secrets goes with --attach-recheck. A run keeps its secrets with --keep-secrets.')
  return { ...flags, target, provisioner, subject, out }
}

async function challengeIn(flags: RunFlags, key: SigningKey): Promise<Challenge | undefined> {
  const certifier = flags.certifierKey === undefined ? undefined : await readPublicKey(flags.certifierKey)
  if (flags.challenge !== undefined)
    return heedChallenge(flags.challenge, { subject: flags.subject, signer: key.keyId, now: Date.now() }, certifier)
  if (certifier === undefined) return undefined
  throw new CertificateError('NOT_A_CHALLENGE', '--certifier-key is there to check a --challenge, and there is none.')
}

interface Circumstances {
  readonly profile: Profile
  readonly challenge: Challenge | undefined
  readonly writers: readonly Writer[]
  readonly env: NodeJS.ProcessEnv
}

/** The run itself, and its history as the evidence has it. */
async function runOf(
  flags: RunFlags,
  { profile, challenge, writers, env }: Circumstances,
): Promise<{ result: RunResult; history: History }> {
  const { target, keepSecrets } = flags
  const route = await routeOf({ ...tlsFiles(flags), target }, env)
  const provisioner = provisionerOf(flags.provisioner, {
    ...(await routeOf({ ...tlsFiles(flags), target: flags.provisioner }, env)),
    headers: flags.provisionerHeader,
  })
  const stop = stopSignal()
  const audience = new Audience(writers)
  const events: HistoryEvent[] = []
  try {
    const result = await runConformance(
      {
        target,
        provisioner,
        provisionerSpec: flags.provisioner,
        written: { ...tlsFiles(flags), provisionerHeaders: flags.provisionerHeader, environment: env },
        profile,
        seed: challenge === undefined ? randomInt(0x7fffffff) : seedOf(challenge.nonce),
        challenge: challenge?.nonce,
        rate: flags.rate,
        propagation: flags.propagation,
        headers: flags.header,
        route,
        restart: flags.restart,
        replicas: flags.replica,
        probes: flags.probe,
        destructive: flags.destructive === true || staysHere({ target, replicas: flags.replica }),
        production: flags.production,
        keepSecrets: keepSecrets === undefined ? undefined : async (kept) => writeKeptRun(keepSecrets, kept),
        signal: stop.signal,
      },
      (event) => {
        if (event.kind === 'history') events.push(event.event)
        audience.tell(event)
      },
    )
    return { result, history: new History(events) }
  } finally {
    stop.forget()
    await provisioner.close()
    await audience.leave()
  }
}
