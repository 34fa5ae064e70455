import type { ReportedFinding, RequirementResult, RunResult } from '../conformance/engine/result.ts'

/** A requirement that fails the gate, with the findings that make it fail. */
export interface Failure {
  readonly requirement: RequirementResult
  /** At least one, all of level `must`; the most often seen one first. */
  readonly findings: readonly [ReportedFinding, ...ReportedFinding[]]
}

/** A finding that does not fail the gate: it is below `must`, or a baseline knows it. */
export interface Warning {
  readonly requirement: RequirementResult
  readonly finding: ReportedFinding
}

/**
 * What makes the target non-conformant, in the order of the catalogue; but failures that are explained alike stand together, the
 * one that was seen most often first.
 */
export function failuresOf(result: RunResult): readonly Failure[] {
  const failures = failuresByRequirement(result)
  return failures.flatMap((failure, index) => {
    const alike = failures.filter((other) => other === failure || areExplainedAlike(failure, other))
    return alike[0] === failures[index] ? alike.toSorted((a, b) => b.findings[0].count - a.findings[0].count) : []
  })
}

/** Whether one and the same explanation is given of two failures, so that one cause is likely. */
export function areExplainedAlike({ findings: [one] }: Failure, { findings: [other] }: Failure): boolean {
  return one.hint !== undefined && one.hint === other.hint
}

function failuresByRequirement(result: RunResult): readonly Failure[] {
  return result.requirements.flatMap((requirement) => {
    const [first, ...rest] = findingsOf(requirement)
      .filter(failsTheGate)
      .toSorted((a, b) => b.count - a.count)
    return first === undefined ? [] : [{ requirement, findings: [first, ...rest] as const }]
  })
}

/** Findings of level `should` and `may` and those that a baseline knows, whatever the verdict of their requirement. */
export function warningsOf(result: RunResult): readonly Warning[] {
  return result.requirements.flatMap((requirement) =>
    findingsOf(requirement)
      .filter((finding) => !failsTheGate(finding))
      .map((finding) => ({ requirement, finding })),
  )
}

/** Why a finding does not fail the gate, as one word. */
export function excuseOf({ level, known }: ReportedFinding): string {
  return known === true ? 'known' : level
}

function failsTheGate({ level, known }: ReportedFinding): boolean {
  return level === 'must' && known !== true
}

/** Every finding of a requirement, warnings included. */
function findingsOf({ verdict }: RequirementResult): readonly ReportedFinding[] {
  if (verdict.kind === 'failed') return verdict.findings
  return verdict.kind === 'passed' ? verdict.warnings : []
}

/** The requirements by family, which is the part of an id before the slash, in the order of the catalogue. */
export function familiesOf({ requirements }: RunResult): readonly (readonly [family: string, RequirementResult[]])[] {
  const families = new Map<string, RequirementResult[]>()
  for (const requirement of requirements) {
    const [family = ''] = requirement.id.split('/', 1)
    families.set(family, [...(families.get(family) ?? []), requirement])
  }
  return [...families]
}
