import type { History } from '../history/history.ts'
import { derived } from '../history/origin.ts'
import { requirements as catalogue } from '../requirements/catalogue.ts'
import type { Finding, Judgement, Requirement } from '../requirements/requirement.ts'

/** What one requirement says of a history; `error` where its judge broke, which is a bug of ours. */
export interface Judged {
  readonly requirement: Requirement
  readonly judgement: Judgement
  readonly error?: Error
}

/** Asks every requirement, or the given ones. Pure: one history gives one answer. */
export function judge(history: History, requirements: readonly Requirement[] = catalogue): readonly Judged[] {
  return requirements.map((requirement) => {
    try {
      return { requirement, judgement: requirement.judge(history) }
    } catch (error) {
      return { requirement, judgement: { exercised: 0, findings: [] }, error: error instanceof Error ? error : new Error(String(error)) }
    }
  })
}

/** All findings of level `must`; no finding has a higher level than its requirement. */
export const mustFindings: (history: History) => readonly Finding[] = derived((history: History) =>
  judge(history, ofLevelMust).flatMap(({ judgement }) => judgement.findings.filter(({ level }) => level === 'must')),
)

const ofLevelMust = catalogue.filter(({ level }) => level === 'must')
