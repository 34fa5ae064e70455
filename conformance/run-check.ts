import { randomInt } from 'node:crypto'
import type { CheckFlags } from './commands.ts'
import { readBaseline, tryBaseline, writeBaseline } from './engine/baseline.ts'
import { check } from './engine/check.ts'
import { tryKeptRun, writeKeptRun } from './engine/kept-run.ts'
import { parseReplay } from './engine/replay.ts'
import type { WritersFor } from './engine/writer.ts'
import { Audience } from './engine/audience.ts'
import { staysHere } from './loopback.ts'
import { stopSignal } from './stop-signal.ts'
import { provisionerOf } from './provisioner/index.ts'
import { refuseProduction } from './production.ts'
import { routeOf } from './route-of.ts'
import { checkIds, expectationsIn } from './selection-flags.ts'

/** Runs `check` as its flags say; gives the exit code. */
export async function runCheck(flags: CheckFlags, writersFor: WritersFor): Promise<number> {
  checkIds(flags, flags.failFast === true ? [] : flags.failFast)
  const { target, replica: replicas, production } = flags
  refuseProduction({ target, replicas, production })
  const expect = await expectationsIn(flags.expect)
  const baseline = flags.baseline === undefined ? undefined : await readBaseline(flags.baseline)
  const route = await routeOf(flags, process.env)
  const { keepSecrets } = flags
  const replay = flags.replay === undefined ? undefined : parseReplay(flags.replay)
  if (keepSecrets !== undefined) await tryKeptRun(keepSecrets)
  if (flags.writeBaseline !== undefined) await tryBaseline(flags.writeBaseline)
  const writers = await writersFor({
    report: flags.report,
    ...(flags.out === undefined ? {} : { out: flags.out }),
    quiet: flags.quiet === true,
    verbose: flags.verbose === true,
  })
  const provisioner = provisionerOf(flags.provisioner, {
    ...(await routeOf({ ...flags, target: flags.provisioner }, process.env)),
    headers: flags.provisionerHeader,
  })
  const stop = stopSignal()
  const audience = new Audience(writers)
  try {
    const result = await check(
      {
        target,
        provisioner,
        provisionerSpec: flags.provisioner,
        written: {
          provisionerHeaders: flags.provisionerHeader,
          ca: flags.ca,
          cert: flags.cert,
          key: flags.key,
          baseline: flags.baseline,
          environment: process.env,
        },
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
        replicas,
        probes: flags.probe,
        destructive: flags.destructive === true || staysHere({ target, replicas }),
        production,
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
