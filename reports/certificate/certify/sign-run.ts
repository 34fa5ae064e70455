import type { History, RunResult } from '../../../conformance/index.ts'
import type { Changes } from '../bundle/change-bundle.ts'
import { digestOf } from '../bundle/digest.ts'
import { envelopeText, sealed, statementType } from '../dsse/envelope.ts'
import type { SigningKey } from '../keys/read-key.ts'
import { pemOf } from '../keys/read-key.ts'
import { catalogueText } from '../statement/catalogue.ts'
import type { CertificateFacts, EvidenceFacts } from '../statement/facts.ts'
import { observedIn } from '../statement/facts.ts'
import type { Standing } from '../statement/standing.ts'
import { standingOf } from '../statement/standing.ts'
import { statementOf } from '../statement/statement.ts'
import { suiteCode } from '../statement/suite-code.ts'
import { pictures } from './page.ts'

/** A run that has ended, and what its owner says of it. */
export interface SignedRun {
  readonly history: History
  readonly result: RunResult
  readonly evidence: EvidenceFacts
  readonly subject: string
  readonly class: CertificateFacts['class']
  /** As it was given. */
  readonly challenge: string | null
}

/** All files of a bundle but the evidence, which is there already. */
export function signRun(
  { history, result, evidence, subject, challenge, ...run }: SignedRun,
  key: SigningKey,
): { readonly changes: Changes; readonly standing: Standing; readonly headline: string } {
  const catalogue = catalogueText()
  const said = {
    ...observedIn(history, result),
    subject,
    class: run.class,
    challenge,
    code: suiteCode(),
    catalogue: digestOf(catalogue),
    evidence,
  }
  const standing = standingOf(said, key.keyId)
  const shown = pictures({ history, result, facts: said, standing })
  const envelope = sealed(statementOf({ ...said, report: digestOf(shown.report) }), statementType, key)
  return {
    changes: { certificate: envelopeText(envelope), catalogue, signer: pemOf(key.publicKey), ...shown },
    standing,
    headline: said.headline,
  }
}
