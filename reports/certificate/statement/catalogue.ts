import type { Level } from '../../../conformance/index.ts'
import { listRequirements } from '../../../conformance/index.ts'
import { digestOf } from '../bundle/digest.ts'
import type { Digest } from './facts.ts'

/** What of a requirement decides, as a catalogue holds it. */
export interface CatalogueEntry {
  readonly id: string
  readonly level: Level
}

/** Versions of the suite before this one, with the digest of what each of them asked for. A release adds the one before it. */
const earlierReleases: readonly Release[] = []

export interface Release {
  readonly version: string
  readonly catalogue: Digest
}

/** Today's catalogue as a file, exactly what `dayzero-contract requirements --json` prints. */
export function catalogueText(): string {
  return listRequirements(undefined, true)
}

/** Whether this version of the suite, or an earlier one, asked for exactly this. */
export function isKnown({ version, catalogue }: Release, today: string, earlier: readonly Release[] = earlierReleases): boolean {
  const known = [{ version: today, catalogue: digestOf(catalogueText()) }, ...earlier]
  return known.some((release) => release.version === version && release.catalogue === catalogue)
}
