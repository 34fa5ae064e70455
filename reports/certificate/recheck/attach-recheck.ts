import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { HistoryEvent, KeptRun, Profile } from '../../../conformance/index.ts'
import { Audience, History, readKeptRun, recheck, routeOf, stopSignal, UsageError } from '../../../conformance/index.ts'
import type { Surroundings } from '../../writers.ts'
import { writersIn } from '../../writers.ts'
import { changeBundle } from '../bundle/change-bundle.ts'
import { digestOf } from '../bundle/digest.ts'
import { evidenceWriter } from '../bundle/evidence-writer.ts'
import { pictures } from '../certify/page.ts'
import { summaryOf } from '../certify/summary.ts'
import { tlsFiles } from '../certify/tls-files.ts'
import type { CertifyFlags } from '../commands.ts'
import { envelopeText, sealed, statementType } from '../dsse/envelope.ts'
import { CertificateError } from '../errors.ts'
import { passphraseIn, readSigningKey } from '../keys/read-key.ts'
import { recheckStatement } from '../statement/attachment.ts'
import type { EvidenceFacts } from '../statement/facts.ts'
import type { RecheckFacts } from '../statement/standing.ts'
import { rechecked, standingOf } from '../statement/standing.ts'
import { suiteCode } from '../statement/suite-code.ts'
import { recheckConclusion, triedIn } from '../verify/check-recheck.ts'
import { whatBroke } from '../verify/step-log.ts'
import type { WholeBundle } from '../verify/verify.ts'
import { verify } from '../verify/verify.ts'

/** A recheck with the file that its history was written to. */
interface Looked {
  readonly history: History
  readonly evidence: EvidenceFacts
  readonly file: Buffer
}

/**
 * Tries every token of a certificate again that its run had revoked, and attaches what it came to, signed by the same key;
 * gives the exit code. What could not be tried to the end is not attached.
 *
 * @throws CertificateError `NOT_VALID` for a bundle that does not hold, `TOO_SOON` before a day has passed
 */
export async function attachRecheck(flags: CertifyFlags, surroundings: Surroundings, profile: Profile = 'certification'): Promise<number> {
  const { attachRecheck: folder = '', secrets } = flags
  if (secrets === undefined) throw new UsageError('--secrets is missing: what `certify --keep-secrets` wrote in that run.')
  const key = await readSigningKey(flags.key, passphraseIn(surroundings.env, flags.passphraseEnv))
  const kept = await readKeptRun(secrets)
  const { steps, whole } = await verify(folder, { signer: key, maxAge: Infinity, now: Date.now(), profile, code: suiteCode() })
  if (whole === undefined)
    throw new CertificateError('NOT_VALID', `${folder} does not hold: ${whatBroke(steps)}. Only what holds can be rechecked.`)
  const { facts, digest } = whole.certificate
  if (kept.startedAt !== facts.begin) throw new UsageError(`${secrets} belongs to another run than ${folder}.`)
  const due = Date.parse(facts.end) + rechecked
  if (Date.now() < due)
    throw new CertificateError(
      'TOO_SOON',
      `A recheck counts from ${new Date(due).toISOString()} on, a day after the run. Nothing was sent.`,
    )
  const { history, evidence, file } = await look(flags, kept, whole, surroundings)
  const conclusion = recheckConclusion(history)
  if (conclusion === 'INCOMPLETE') return 3
  const told: Omit<RecheckFacts, 'report'> = {
    certificate: digest,
    conclusion,
    begin: history.header.startedAt,
    tokens: triedIn(history).length,
    evidence,
  }
  const standing = standingOf(facts, key.keyId, { ...whole.attached, recheck: { ...told, report: '' } })
  const shown = pictures({ ...whole, facts, standing })
  const envelope = sealed(recheckStatement({ ...told, report: digestOf(shown.report) }), statementType, key)
  await changeBundle(folder, { recheck: envelopeText(envelope), recheckEvidence: file, ...shown })
  surroundings.stdout.write(`\n${summaryOf(folder, standing, 'A later look found revoked tokens accepted.')}`)
  return conclusion === 'CONFORMANT' ? 0 : 1
}

async function look(flags: CertifyFlags, kept: KeptRun, { certificate }: WholeBundle, surroundings: Surroundings): Promise<Looked> {
  const folder = await mkdtemp(join(tmpdir(), 'recheck-'))
  const path = join(folder, 'history.ndjson.gz')
  const evidence = evidenceWriter(path)
  const { quiet = false, verbose = false, rate, header: headers } = flags
  const audience = new Audience([evidence, ...(await writersIn(surroundings)({ report: [], quiet, verbose }))])
  const stop = stopSignal()
  const events: HistoryEvent[] = []
  const { target, propagation } = certificate.facts
  const door = flags.target ?? target.url
  const route = await routeOf({ ...tlsFiles(flags), target: door }, surroundings.env)
  try {
    await recheck(
      { target: door, kept, headers, route, propagation, requestTimeout: 2000, rate, concurrency: 6, signal: stop.signal },
      (event) => {
        if (event.kind === 'history') events.push(event.event)
        audience.tell(event)
      },
    )
    await audience.leave()
    return { history: new History(events), evidence: await evidence.facts(), file: await readFile(path) }
  } finally {
    stop.forget()
    await rm(folder, { recursive: true, force: true })
  }
}
