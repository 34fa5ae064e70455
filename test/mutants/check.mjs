// One run of the suite, as the command it is, against one mock.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run, startMock } from '../command.mjs'

/**
 * @typedef {object} Outcome
 * @property {string} name
 * @property {'fault' | 'fair'} kind
 * @property {number} seed
 * @property {boolean} early Whether the run was ended at the first finding of the family.
 * @property {boolean} good
 * @property {string} problem Empty when good.
 * @property {string} family
 * @property {string} level
 * @property {string[]} found Ids of the requirements that failed, or warned for a `should` fault.
 * @property {number} findings Findings of level `must`.
 * @property {{ elapsed: number, requests: number } | null} first
 */

/**
 * A run that is ended at its first finding has seen less than a whole one: where that finding does not stand, the whole decides.
 *
 * @returns {Promise<Outcome>}
 */
export async function checkFault(fault, seed, early) {
  const outcome = await faultOutcome(fault, seed, early)
  return outcome.good || !outcome.early ? outcome : faultOutcome(fault, seed, false)
}

/** @returns {Promise<Outcome>} */
async function faultOutcome({ name, family, level }, seed, early) {
  const stops = early && level === 'must'
  const report = await check(['--fault', name], seed, stops ? ['--fail-fast', family] : [])
  const found = requirementsIn(report, level)
  const own = found.some((id) => id.startsWith(`${family}/`))
  const related = `caught by ${found.join(', ')} only, and by nothing in ${family}/`
  const problem = own ? '' : found.length > 0 ? related : `survived: ${report.headline}`
  return { ...outcomeOf(name, 'fault', seed, report), early: stops, good: own, problem, family, level, found }
}

/** @returns {Promise<Outcome>} */
export async function checkFair({ name, args, replicas }, seed) {
  const report = await check(args, seed, [], replicas)
  const found = requirementsIn(report, 'must')
  const good = report.exitCode === 0
  const problem = good ? '' : `accused: ${report.headline} (mock ${args.join(' ')})`
  return { ...outcomeOf(name, 'fair', seed, report), early: false, good, problem, family: '', level: '', found }
}

function outcomeOf(name, kind, seed, report) {
  const findings = report.requirements.flatMap(({ verdict }) => verdict.findings ?? []).filter(({ level }) => level === 'must')
  const { firstFinding } = report.run
  return {
    name,
    kind,
    seed,
    findings: findings.length,
    first: firstFinding === undefined ? null : { elapsed: firstFinding.elapsed, requests: firstFinding.requests },
  }
}

/** What failed; for a `should` fault also what warned. */
function requirementsIn({ requirements }, level) {
  const shows = ({ kind, warnings = [] }) => kind === 'failed' || (level === 'should' && warnings.length > 0)
  return requirements.filter(({ verdict }) => shows(verdict)).map(({ id }) => id)
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
