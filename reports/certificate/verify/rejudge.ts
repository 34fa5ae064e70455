import { isDeepStrictEqual } from 'node:util'
import type { Level } from '../../../conformance/index.ts'
import type { CatalogueEntry } from '../statement/catalogue.ts'
import type { RequirementStatus, Status } from '../statement/facts.ts'

/**
 * What today's judge says under another catalogue: the requirements that it knows, at the level they had there. A level
 * that was lowered since can be had back only as far as a finding was made at all.
 */
export function underCatalogue(today: readonly RequirementStatus[], catalogue: readonly CatalogueEntry[]): readonly RequirementStatus[] {
  return catalogue.flatMap(({ id, level }) => {
    const status = today.find((one) => one.id === id)
    return status === undefined ? [] : [atLevel(status, level)]
  })
}

/** Ids whose status, count of situations or findings are not those that were told. */
export function differences(told: readonly RequirementStatus[], judged: readonly RequirementStatus[]): readonly string[] {
  return told.flatMap((one) => {
    const other = judged.find(({ id }) => id === one.id)
    if (other === undefined) return [`${one.id} is not judged any more`]
    if (isDeepStrictEqual(one, other)) return []
    return [`${one.id} is told to be ${inWords(one)}, and the evidence says ${inWords(other)}`]
  })
}

function atLevel(status: RequirementStatus, level: Level): RequirementStatus {
  if (status.level === level) return status
  const findings = status.findings.map((finding) => ({ ...finding, level: lower(finding.level, level) }))
  return { ...status, level, findings, status: statusOf(status.status, findings) }
}

function statusOf(status: Status, findings: RequirementStatus['findings']): Status {
  if (status !== 'failed' && status !== 'warned') return status
  return findings.some(({ level }) => level === 'must') ? 'failed' : 'warned'
}

function lower(one: Level, other: Level): Level {
  const order: readonly Level[] = ['may', 'should', 'must']
  return order[Math.min(order.indexOf(one), order.indexOf(other))] ?? 'may'
}

function inWords({ status, exercised, findings, level }: RequirementStatus): string {
  const breaches = findings.reduce((sum, { count }) => sum + count, 0)
  return `${status} (${level}, exercised ${exercised} times, ${breaches} findings)`
}
