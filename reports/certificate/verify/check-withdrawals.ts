import { readEnvelope, verifiedPayload } from '../dsse/envelope.ts'
import type { Digest } from '../statement/facts.ts'
import type { Withdrawals } from '../withdrawals/withdrawals.ts'
import { withdrawalsType } from '../withdrawals/withdrawals.ts'
import type { PayloadReader } from './payload.ts'
import type { StepLog } from './step-log.ts'
import type { Trust } from './trust.ts'

/** The certificate is not on the certifier's list. */
export function checkWithdrawals(certificate: Digest, { withdrawals, certifier }: Trust, read: PayloadReader, log: StepLog): void {
  if (withdrawals === undefined || certifier === undefined) {
    log.remarks('withdrawals', 'not looked at: --withdrawals takes a list of the certifier, with --certifier-key')
    return
  }
  const envelope = readEnvelope(withdrawals)
  const payload = envelope === undefined ? undefined : verifiedPayload(envelope, withdrawalsType, certifier)
  const parsed = payload === undefined ? { problem: `it is not signed by key ${certifier.keyId}` } : read(payload, 'withdrawals')
  if ('problem' in parsed) {
    log.breaks('withdrawals', `the list cannot be used: ${parsed.problem}`)
    return
  }
  const { at, withdrawn } = parsed.value as Withdrawals
  const entry = withdrawn.find((one) => one.certificate === certificate)
  const problems = entry === undefined ? [] : [`the certifier withdrew it at ${entry.at}: ${entry.reason}`]
  log.settles('withdrawals', `not on the certifier's list of ${at}, of ${withdrawn.length}`, problems)
}
