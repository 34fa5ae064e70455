import { isDeepStrictEqual } from 'node:util'
import type { History, RunResult } from '../../../conformance/index.ts'
import { resultOf } from '../../../conformance/index.ts'
import { digestOf } from '../bundle/digest.ts'
import type { CatalogueEntry } from '../statement/catalogue.ts'
import { catalogueText } from '../statement/catalogue.ts'
import type { CertificateFacts, Conclusion, Observed } from '../statement/facts.ts'
import { observedIn } from '../statement/facts.ts'
import { carrying } from '../statement/shortcomings.ts'
import { differences, underCatalogue } from './rejudge.ts'
import type { StepLog } from './step-log.ts'
import type { Trust } from './trust.ts'

/** What the evidence comes to when it is judged again, now. */
export interface Rejudged {
  readonly result: RunResult
  readonly conclusion: Conclusion
}

const everything = { only: [], skip: [], allowUnexercised: [] }

/** What depends on who judges; all else in `Observed` can only be read in one way. */
const judged: readonly (keyof Observed)[] = ['conclusion', 'headline', 'readings', 'requirements']

/**
 * Judges the evidence again, asking for everything whatever its header says, and holds all that the certificate tells of
 * the run against it. The same judge must come to the same; another one may differ, and that is said apart.
 */
export function checkRun(
  history: History,
  facts: CertificateFacts,
  catalogue: readonly CatalogueEntry[],
  { code, profile }: Trust,
  log: StepLog,
): Rejudged {
  const result = resultOf(history, { target: history.header.asked?.target ?? '', selection: everything })
  const seen = observedIn(history, result)
  log.settles('run', `profile ${facts.profile}, seed ${facts.seed}, against ${facts.target.url}, all as the evidence has it`, [
    ...(facts.profile === profile ? [] : [`is of the profile ${facts.profile}: only ${profile} makes a certificate`]),
    ...mismatches(facts, seen),
  ])
  checkCarried(history, facts, log)
  const isSameJudge = facts.code === code && facts.catalogue === digestOf(catalogueText())
  const told = differences(facts.requirements, underCatalogue(seen.requirements, catalogue))
  const others = judged.filter((name) => name !== 'requirements' && !isDeepStrictEqual(facts[name], seen[name]))
  const problems = [...told, ...others.map((name) => `its ${name} is another one in the evidence: ${JSON.stringify(seen[name])}`)]
  const follows = `all ${facts.requirements.length} judged again from the evidence, each with the same status, count and findings`
  if (isSameJudge) log.settles('verdicts', follows, problems)
  else if (problems.length === 0) log.holds('verdicts', `${follows}, although by other code`)
  else log.remarks('verdicts', `authentic, judged differently now (by other code or another catalogue than then): ${problems.join('; ')}`)
  if (isSameJudge && seen.conclusion !== 'CONFORMANT') log.remarks('conclusion', `${seen.conclusion}: ${seen.headline}`)
  return { result, conclusion: seen.conclusion }
}

/** Facts that can only be read in one way, and are told otherwise. */
function mismatches(facts: CertificateFacts, seen: Observed): readonly string[] {
  return Object.entries(seen).flatMap(([name, value]) => {
    const told = facts[name as keyof Observed]
    if (judged.includes(name as keyof Observed) || isDeepStrictEqual(told, value)) return []
    return [`its ${name} is ${JSON.stringify(told)} in the certificate, and ${JSON.stringify(value)} in the evidence`]
  })
}

function checkCarried({ exchanges }: History, { nonce }: CertificateFacts, log: StepLog): void {
  if (nonce === null) return
  const sent = carrying(exchanges, nonce)
  const echoed = sent.filter(({ response }) => response?.body.text?.includes(nonce) === true)
  log.remarks('challenge', `${sent.length} acknowledged revocations carried it, and ${echoed.length} answers gave it back`)
}
