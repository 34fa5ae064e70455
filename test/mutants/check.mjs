// One run of the suite, as the command it is, against one mock.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run, startMock } from '../command.mjs'

/**
 * A run that is ended at its first finding has seen less than a whole one: where that finding does not stand, the whole decides.
 *
 * @returns {Promise<import('./matrix.mjs').Outcome>}
 */
export async function checkFault(fault, seed, early) {
  const outcome = await faultOutcome(fault, seed, early)
  return outcome.good || !outcome.early ? outcome : faultOutcome(fault, seed, false)
}

/** @returns {Promise<import('./matrix.mjs').Outcome>} */
async function faultOutcome({ name, family, level }, seed, early) {
  const stops = early && level === 'must'
  const report = await check(['--fault', name], seed, stops ? ['--fail-fast', family] : [])
  const outcome = outcomeOf(name, 'fault', seed, report)
  const found = level === 'should' ? [...outcome.failed, ...outcome.warned] : outcome.failed
  const own = found.some((id) => id.startsWith(`${family}/`))
  const related = `caught by ${found.join(', ')} only, and by nothing in ${family}/`
  const problem = own ? '' : found.length > 0 ? related : `survived: ${report.headline}`
  return { ...outcome, early: stops, good: own, problem, family, level }
}

/** @returns {Promise<import('./matrix.mjs').Outcome>} */
export async function checkFair({ name, args, replicas }, seed) {
  const report = await check(args, seed, [], replicas)
  const problem = problemOf(report, args)
  return { ...outcomeOf(name, 'fair', seed, report), early: false, good: problem === '', problem, family: '', level: '' }
}

/** Most requests of the quick profile, for each door. */
const budget = 2000

function problemOf({ exitCode, headline, run: { requests, doors } }, args) {
  const mock = ['mock', ...args].join(' ')
  if (exitCode !== 0) return `accused: ${headline} (${mock})`
  return requests > budget * doors.length ? `took ${requests} requests (${mock})` : ''
}

function outcomeOf(name, kind, seed, { requirements, run: { firstFinding, duration, requests } }) {
  const findingsOf = ({ verdict }) => verdict.findings ?? verdict.warnings ?? []
  const failed = requirements.filter(({ verdict }) => verdict.kind === 'failed').map(({ id }) => id)
  const warned = requirements.filter((one) => one.verdict.kind !== 'failed' && findingsOf(one).length > 0).map(({ id }) => id)
  // A warning, or what no single case shows, is seen when the whole run is judged.
  const atTheEnd = failed.length + warned.length === 0 ? null : { requirement: null, elapsed: duration, requests }
  return {
    name,
    kind,
    seed,
    failed,
    warned,
    findings: requirements.flatMap(findingsOf).filter(({ level }) => level === 'must').length,
    first: failed.includes(firstFinding?.requirement) ? firstFinding : atTheEnd,
  }
}

async function check(mockArgs, seed, more, replicas = false) {
  const folder = mkdtempSync(join(tmpdir(), 'mutant-'))
  const mock = await startMock(mockArgs)
  try {
    const file = join(folder, 'report.json')
    const doors = replicas ? mock.replicas.flatMap((url) => ['--replica', url]) : []
    const provisioner = `${mock.url}/_mock/tokens`
    const args = [
      'check',
      '--target',
      mock.url,
      '--provisioner',
      provisioner,
      '--seed',
      String(seed),
      '--quiet',
      '--report',
      `json=${file}`,
    ]
    const { stdout, stderr } = await run([...args, ...doors, ...more], { timeout: 240_000 })
    try {
      return JSON.parse(readFileSync(file, 'utf8'))
    } catch {
      throw new Error(`check wrote no report against mock ${mockArgs.join(' ')}:\n${stdout}\n${stderr}`)
    }
  } finally {
    await mock.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
