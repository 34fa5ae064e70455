import type { ReportedFinding, RequirementResult } from './engine/result.ts'
import { placeOf } from './list-requirements.ts'

/** A failed requirement as plain text: the promise, expected and got, the sequence, `curl`, the replay. */
export function explain({ id, title, source, verdict }: RequirementResult): string {
  if (verdict.kind === 'not exercised') return `${id} was not exercised: ${verdict.reason}`
  if (verdict.kind === 'errored') return `${id} could not be judged: ${verdict.message}`
  const findings = verdict.kind === 'failed' ? verdict.findings.filter(({ level }) => level === 'must') : []
  return [`${title}.`, `"${source.quote}" (${placeOf(source)})`, ...findings.flatMap((finding) => ['', ...lines(finding)])].join('\n')
}

function lines({ expected, got, hint, count, counterexample }: ReportedFinding): string[] {
  const { steps, curl, replay } = counterexample
  return [
    `expected  ${expected}`,
    `got       ${got}${count > 1 ? ` (seen ${count} times)` : ''}`,
    ...(hint === undefined ? [] : [hint]),
    '',
    ...steps.map(({ who, what, status }, index) => `${index + 1}. ${who} ${what}: ${status ?? 'no answer'}`),
    '',
    curl,
    ...(replay === undefined ? [] : ['', `dayzero-contract ${replay}`]),
  ]
}
