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
import { isLoopback } from './run-conformance.ts'
import { checkIds, expectationsIn } from './selection-flags.ts'

/** Runs `check` as its flags say; gives the exit code. */
export async function runCheck(flags: CheckFlags, writersFor: WritersFor): Promise<number> {
  checkIds(flags, flags.failFast === true ? [] : flags.failFast)
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
