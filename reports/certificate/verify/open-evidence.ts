import type { History } from '../../../conformance/index.ts'
import { HistoryError, readHistory } from '../../../conformance/index.ts'
import type { BundleFile } from '../bundle/bundle.ts'
import { longestHistory } from '../bundle/bundle.ts'
import type { Bundle } from '../bundle/read-bundle.ts'
import { unpackedSize } from '../bundle/unpacked-size.ts'
import type { EvidenceFacts } from '../statement/facts.ts'
import type { StepLog } from './step-log.ts'

/**
 * The history in a file whose digest holds. It is unpacked without being kept first, and must come to the size that was
 * signed: what unpacks to more is not read at all.
 */
export async function openEvidence(
  bundle: Bundle,
  file: BundleFile,
  { unpacked }: EvidenceFacts,
  log: StepLog,
): Promise<History | undefined> {
  const name = bundle.name(file)
  if (unpacked > longestHistory || (await unpackedSize(bundle.path(file), unpacked)) !== unpacked) {
    log.breaks('evidence', `${name} does not unpack to the ${unpacked} bytes that were signed, of at most ${longestHistory}`)
    return undefined
  }
  try {
    const history = await readHistory(bundle.path(file))
    const { exchanges, issued } = history
    log.holds('evidence', `${name}: ${exchanges.length} exchanges with ${issued.length} tokens, ${(unpacked / 1e6).toFixed(1)} MB unpacked`)
    return history
  } catch (error) {
    if (!(error instanceof HistoryError)) throw error
    log.breaks('evidence', error.message)
    return undefined
  }
}
