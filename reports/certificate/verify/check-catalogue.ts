import { givenContract } from '../../../contract/index.ts'
import { digestOf } from '../bundle/digest.ts'
import type { Bundle } from '../bundle/read-bundle.ts'
import type { CatalogueEntry } from '../statement/catalogue.ts'
import { isKnown } from '../statement/catalogue.ts'
import type { CertificateFacts } from '../statement/facts.ts'
import type { StepLog } from './step-log.ts'
import type { Trust } from './trust.ts'

/**
 * The catalogue that was asked for: one that a version of the suite had, with a status for each of its requirements at
 * its level. `undefined` when it is none that is known.
 */
export async function checkCatalogue(
  bundle: Bundle,
  facts: CertificateFacts,
  { releases }: Trust,
  today: string,
  log: StepLog,
): Promise<readonly CatalogueEntry[] | undefined> {
  log.settles(
    'contract',
    `contract/openapi.json, SHA-256 ${givenContract.digest}`,
    facts.contract === givenContract.digest ? [] : [`is another one (SHA-256 ${facts.contract}) than this version of the suite judges`],
  )
  const text = await bundle.read('catalogue')
  if (digestOf(text) !== facts.catalogue || !isKnown({ version: facts.suite, catalogue: facts.catalogue }, today, releases)) {
    log.breaks('suite', `no version ${facts.suite} of the suite that is known asked for this catalogue (SHA-256 ${facts.catalogue})`)
    return undefined
  }
  log.holds('suite', `dayzero-contract ${facts.suite} asked for this catalogue`)
  const entries = JSON.parse(text.toString('utf8')) as readonly CatalogueEntry[]
  const problems = entries.flatMap(({ id, level }, index) => {
    const told = facts.requirements[index]
    if (told?.id !== id) return [`${id} has no status`]
    return told.level === level ? [] : [`${id} is a ${level}, and called a ${told.level}`]
  })
  if (facts.requirements.length > entries.length) problems.push('there are requirements that the catalogue has not')
  log.settles('requirements', `all ${entries.length} of the catalogue, each with a status at its level`, problems.slice(0, 5))
  return entries
}
