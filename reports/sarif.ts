import { createHash } from 'node:crypto'
import type { ReportedFinding, RequirementResult, RunResult, Step } from '../conformance/engine/result.ts'
import type { Writer } from '../conformance/engine/writer.ts'
import type { Level } from '../conformance/requirements/requirement.ts'
import { operation } from '../contract/index.ts'
import { failuresOf, warningsOf } from './findings.ts'
import type { Destination } from './format.ts'
import { atTheEnd } from './format.ts'
import { visible } from './visible.ts'

/**
 * Writes SARIF 2.1.0: a rule for each requirement, a result for each finding with its sequence as a code flow. There is
 * no source file to point at, so results point at the contract, where the promise stands.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifWriter(destination: Destination): Writer {
  return atTheEnd(destination, ({ result }) => `${JSON.stringify(sarifOf(result), null, 2)}\n`)
}

export function sarifOf(result: RunResult): object {
  const { requirements, run } = result
  const findings = [...failuresOf(result).flatMap((failure) => failure.findings), ...warningsOf(result).map(({ finding }) => finding)]
  const begin = Date.parse(run.startedAt)
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'dayzero-contract', version: run.suite, rules: requirements.map(ruleOf) } },
        automationDetails: { id: `dayzero-contract/${run.profile}` },
        invocations: [
          {
            // Whether the suite did its work; that the target failed is in the results.
            executionSuccessful: result.outcome !== 'no conclusion',
            exitCode: result.exitCode,
            exitCodeDescription: text(result.headline),
            startTimeUtc: new Date(begin).toISOString(),
            endTimeUtc: new Date(begin + run.duration).toISOString(),
            toolExecutionNotifications: notificationsOf(result),
          },
        ],
        artifacts: [{ location: contract, hashes: { 'sha-256': run.contractDigest }, roles: ['analysisTarget'] }],
        results: findings.map((finding) => resultOf(finding, requirements)),
        properties: { target: run.target, seed: run.seed, outcome: result.outcome },
      },
    ],
  }
}

const contract = { uri: 'contract/openapi.json' }

/** SARIF's words for ours. */
const levels: Readonly<Record<Level, string>> = { must: 'error', should: 'warning', may: 'note' }

function ruleOf({ id, level, title, source }: RequirementResult): object {
  const quote = `“${source.quote}” (${source.document} ${source.at})`
  return {
    id,
    shortDescription: { text: text(title) },
    fullDescription: { text: text(quote) },
    help: { text: text(`${title}. ${quote}`) },
    defaultConfiguration: { level: levels[level] },
    properties: { tags: [id.split('/', 1)[0], level] },
  }
}

function resultOf(finding: ReportedFinding, requirements: readonly RequirementResult[]): object {
  const { requirement, level, key, expected, got, hint, count, counterexample, exchanges, tokens, known } = finding
  const index = requirements.findIndex(({ id }) => id === requirement)
  const { steps, curl, replay, scenario } = counterexample
  return {
    ruleId: requirement,
    ...(index === -1 ? {} : { ruleIndex: index }),
    level: levels[level],
    message: { text: text(`Expected ${expected}, got ${got}.${hint === undefined ? '' : ` ${hint}`}`) },
    locations: [location],
    occurrenceCount: count,
    ...(known === true
      ? { baselineState: 'unchanged', suppressions: [{ kind: 'external', justification: 'The baseline knows it.' }] }
      : {}),
    // One breach is one alert from run to run, whatever the seed.
    partialFingerprints: { 'finding/v1': createHash('sha256').update(`${requirement}\n${key}`).digest('hex') },
    ...(steps.length === 0 ? {} : { codeFlows: [{ threadFlows: [{ locations: steps.map(flowLocationOf) }] }] }),
    properties: { scenario, curl, exchanges, tokens, ...(replay === undefined ? {} : { replay: `dayzero-contract ${replay}` }) },
  }
}

const location = {
  physicalLocation: { artifactLocation: { ...contract, index: 0 }, region: { startLine: 1 } },
  logicalLocations: [{ fullyQualifiedName: `${operation.method} ${operation.path}`, kind: 'resource' }],
}

function flowLocationOf({ who, what, status, answer }: Step): object {
  const message = { text: text(`${who} ${what}: ${status ?? 'no answer'} ${answer}`.trim()) }
  return { location: { ...location, message } }
}

function notificationsOf({ requirements, notices }: RunResult): readonly object[] {
  return [
    ...requirements.flatMap(({ id, verdict }) =>
      verdict.kind === 'errored' ? [{ level: 'error', message: { text: text(verdict.message) }, associatedRule: { id } }] : [],
    ),
    ...notices.map((notice) => ({ level: 'note', message: { text: text(notice) } })),
  ]
}

/** A plain text message, section 3.11: what looks like a link in it would become one. */
function text(value: string): string {
  return visible(value).replaceAll(/\[(?=[^\]]*\]\()/g, String.raw`\[`)
}
