import { randomInt } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { givenContract } from '../contract/index.ts'
import type { CheckFlags } from './commands.ts'
import { readBaseline, writeBaseline } from './engine/baseline.ts'
import type { CheckOptions } from './engine/check-options.ts'
import { check } from './engine/check.ts'
import { writeKeptRun } from './engine/kept-run.ts'
import { parseReplay } from './engine/replay.ts'
import type { WritersFor } from './engine/writer.ts'
import { Audience } from './engine/audience.ts'
import { stopSignal } from './stop-signal.ts'
import { UsageError } from './errors.ts'
import { provisionerOf } from './provisioner/index.ts'
import { requirements } from './requirements/catalogue.ts'
import { readingNames } from './requirements/expectation.ts'
import { names } from './engine/results.ts'
import { isLoopback } from './run-conformance.ts'

/** Runs `check` as its flags say; gives the exit code. */
export async function runCheck(flags: CheckFlags, writersFor: WritersFor): Promise<number> {
  checkIds(flags)
  checkTarget(flags)
  const expect = await expectationsIn(flags.expect)
  const baseline = flags.baseline === undefined ? undefined : await readBaseline(flags.baseline)
  const route = await routeOf(flags, process.env)
  const { keepSecrets } = flags
  const replay = flags.replay === undefined ? undefined : parseReplay(flags.replay)
  const writers = await writersFor({
    report: flags.report,
    ...(flags.out === undefined ? {} : { out: flags.out }),
    quiet: flags.quiet === true,
    verbose: flags.verbose === true,
  })
  const provisioner = provisionerOf(flags.provisioner, { headers: flags.provisionerHeader })
  const stop = stopSignal()
  const audience = new Audience(writers)
  try {
    const result = await check(
      {
        target: flags.target,
        provisioner,
        provisionerSpec: flags.provisioner,
        profile: flags.profile,
        seed: flags.seed ?? randomInt(0x7fffffff),
        selection: { only: flags.only, skip: flags.skip, allowUnexercised: flags.allowUnexercised },
        concurrency: flags.concurrency,
        rate: flags.rate,
        propagation: flags.propagation,
        requestTimeout: flags.requestTimeout,
        maxTime: flags.maxTime === undefined ? undefined : flags.maxTime * 1000,
        headers: flags.header,
        route,
        expect,
        baseline,
        restart: flags.restart,
        keepSecrets: keepSecrets === undefined ? undefined : async (kept) => writeKeptRun(keepSecrets, kept),
        replicas: flags.replica,
        probes: flags.probe,
        destructive: flags.destructive === true || isLoopback(flags.target),
        replay,
        failFast: flags.failFast === true ? ['*'] : flags.failFast,
        signal: stop.signal,
      },
      (event) => audience.tell(event),
    )
    if (flags.writeBaseline !== undefined) await writeBaseline(flags.writeBaseline, result.requirements)
    return result.exitCode
  } finally {
    stop.forget()
    await provisioner.close()
    await audience.leave()
  }
}

/**
 * What `--expect` pins: `NAME=STATUS`, or a JSON file of them.
 *
 * @throws UsageError for a reading that there is not, or a value that is no status.
 */
async function expectationsIn(words: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const pairs = await Promise.all(
    words.map(async (word) => {
      if (word.includes('=')) return [[word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)] as const]
      const file = await readFile(word, 'utf8').catch((cause: Error) => {
        throw new UsageError(`--expect "${word}" is neither NAME=STATUS nor a file that can be read (${cause.message}).`, { cause })
      })
      return Object.entries(JSON.parse(file) as Record<string, unknown>).map(([name, value]) => [name, String(value)] as const)
    }),
  )
  for (const [name, value] of pairs.flat()) {
    if (!readingNames.includes(name))
      throw new UsageError(`--expect ${name}=${value}: there is no reading "${name}". Readings are ${readingNames.join(', ')}.`)
    if (!/^[2-5]\d\d$/.test(value)) throw new UsageError(`--expect ${name}=${value}: "${value}" is no HTTP status.`)
  }
  return Object.fromEntries(pairs.flat())
}

/** Certificates and the proxy. @throws UsageError for a file that cannot be read. */
async function routeOf({ ca, cert, key, target }: CheckFlags, environment: NodeJS.ProcessEnv): Promise<CheckOptions['route']> {
  const read = async (flag: string, file: string | undefined): Promise<Record<string, Buffer>> => {
    if (file === undefined) return {}
    try {
      return { [flag]: await readFile(file) }
    } catch (cause) {
      throw new UsageError(`--${flag} ${file} cannot be read (${(cause as Error).message}).`, { cause })
    }
  }
  const proxy = environment['HTTPS_PROXY'] ?? environment['https_proxy']
  const behindProxy = proxy !== undefined && proxy !== '' && target.startsWith('https:') && !isLoopback(target)
  return { ...(await read('ca', ca)), ...(await read('cert', cert)), ...(await read('key', key)), ...(behindProxy ? { proxy } : {}) }
}

/** @throws UsageError for an id that names no requirement. */
function checkIds({ only, skip, allowUnexercised, failFast = [] }: CheckFlags): void {
  for (const pattern of [...only, ...skip, ...allowUnexercised, ...(failFast === true ? [] : failFast)]) {
    const ids = [...requirements.map(({ id }) => id), ...readingNames.map((name) => `reading/${name}`)]
    if (ids.some((id) => names(pattern, id))) continue
    throw new UsageError(`"${pattern}" names no requirement. \`dayzero-contract requirements\` lists them.`)
  }
}

/** @throws UsageError for a target that is production, unless that is meant. */
function checkTarget({ target, production }: CheckFlags): void {
  if (!URL.canParse(target) || production === true) return
  const { servers } = givenContract.document
  const urls = Array.isArray(servers) ? servers.map((server: { url?: unknown }) => String(server.url)) : []
  const named = urls.find((url) => URL.canParse(url) && new URL(url).host === new URL(target).host)
  if (named === undefined) return
  throw new UsageError(
    `--target ${target} is a server that the contract names (${named}). Pass --production if you mean it: the suite revokes tokens there.`,
  )
}
