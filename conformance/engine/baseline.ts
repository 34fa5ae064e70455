import { readFile } from 'node:fs/promises'
import { UsageError } from '../errors.ts'
import type { Baseline, KnownFailure } from '../history/events.ts'
import { tryFile, writeOutput } from '../output-file.ts'
import type { RequirementResult } from './result.ts'

/** @throws UsageError when the file cannot be read or is no baseline. */
export async function readBaseline(file: string): Promise<Baseline> {
  const text = await readFile(file, 'utf8').catch((cause: Error) => {
    throw new UsageError(`--baseline ${file} cannot be read (${cause.message}). Write one with --write-baseline.`, { cause })
  })
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (cause) {
    throw new UsageError(`--baseline ${file} is no JSON. Write one with --write-baseline.`, { cause })
  }
  if (!isBaseline(parsed)) {
    throw new UsageError(
      `--baseline ${file} is no baseline: it needs {"version": 1, "failures": [{"requirement", "key"}], "unexercised": [id]}. Write one with --write-baseline.`,
    )
  }
  return parsed
}

/** Before the run, so that it is not in vain. @throws UsageError when the file cannot be written. */
export async function tryBaseline(file: string): Promise<void> {
  await tryFile({ flag: '--write-baseline', file })
}

/** Writes what fails now, so that only new failures fail the gate. @throws UsageError when the file cannot be written. */
export async function writeBaseline(file: string, results: readonly RequirementResult[]): Promise<void> {
  const failures = results.flatMap(({ verdict }) =>
    verdict.kind === 'failed' ? verdict.findings.filter(({ level }) => level === 'must') : [],
  )
  const unexercised = results.filter(({ level, verdict }) => level === 'must' && verdict.kind === 'not exercised')
  const baseline = {
    version: 1,
    failures: failures.map(({ requirement, key }) => ({ requirement, key })),
    unexercised: unexercised.map(({ id }) => id),
  }
  await writeOutput({ flag: '--write-baseline', file }, `${JSON.stringify(baseline, null, 2)}\n`)
}

/** Marks the findings that a baseline knows; gives the entries that no longer fail. */
export function applyBaseline(
  results: readonly RequirementResult[],
  baseline: readonly KnownFailure[],
): { readonly results: readonly RequirementResult[]; readonly stale: readonly KnownFailure[] } {
  const seen = new Set<KnownFailure>()
  const marked = results.map((result): RequirementResult => {
    if (result.verdict.kind !== 'failed') return result
    const findings = result.verdict.findings.map((finding) => {
      const entry = baseline.find(({ requirement, key }) => requirement === finding.requirement && key === finding.key)
      if (entry === undefined) return finding
      seen.add(entry)
      return { ...finding, known: true as const }
    })
    return { ...result, verdict: { ...result.verdict, findings } }
  })
  // An entry whose requirement was not judged this time is not stale.
  const judged = new Set(results.filter(({ verdict }) => verdict.kind === 'passed' || verdict.kind === 'failed').map(({ id }) => id))
  return { results: marked, stale: baseline.filter((entry) => !seen.has(entry) && judged.has(entry.requirement)) }
}

function isBaseline(value: unknown): value is Baseline {
  if (typeof value !== 'object' || value === null || !('failures' in value) || !('unexercised' in value)) return false
  const { failures, unexercised } = value
  return (
    Array.isArray(failures) &&
    failures.every(isKnownFailure) &&
    Array.isArray(unexercised) &&
    unexercised.every((id) => typeof id === 'string')
  )
}

function isKnownFailure(value: unknown): value is KnownFailure {
  return (
    typeof value === 'object' &&
    value !== null &&
    'requirement' in value &&
    typeof value.requirement === 'string' &&
    'key' in value &&
    typeof value.key === 'string'
  )
}
