import { randomInt } from 'node:crypto'
import { givenContract } from '../contract/index.ts'
import type { CheckFlags } from './commands.ts'
import { check } from './engine/check.ts'
import { parseReplay } from './engine/replay.ts'
import type { RunEvent } from './engine/result.ts'
import type { Writer, WritersFor } from './engine/writer.ts'
import { UsageError } from './errors.ts'
import { provisionerOf } from './provisioner/index.ts'
import { requirements } from './requirements/catalogue.ts'
import { names } from './engine/results.ts'

/** Runs `check` as its flags say; gives the exit code. */
export async function runCheck(flags: CheckFlags, writersFor: WritersFor): Promise<number> {
  checkIds(flags)
  checkTarget(flags)
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
        profile: flags.profile,
        seed: flags.seed ?? randomInt(0x7fffffff),
        selection: { only: flags.only, skip: flags.skip, allowUnexercised: flags.allowUnexercised },
        concurrency: flags.concurrency,
        rate: flags.rate,
        propagation: flags.propagation,
        requestTimeout: flags.requestTimeout,
        maxTime: flags.maxTime === undefined ? undefined : flags.maxTime * 1000,
        headers: flags.header,
        replicas: flags.replica,
        probes: flags.probe,
        destructive: flags.destructive === true || isLoopback(flags.target),
        replay,
        signal: stop.signal,
      },
      (event) => audience.tell(event),
    )
    return result.exitCode
  } finally {
    stop.forget()
    await provisioner.close()
    await audience.leave()
  }
}

/** Tells writers one event after the other, while the run goes on. */
class Audience {
  readonly #writers: readonly Writer[]
  #told: Promise<void> = Promise.resolve()

  constructor(writers: readonly Writer[]) {
    this.#writers = writers
  }

  tell(event: RunEvent): void {
    this.#told = this.#told.then(async () => {
      for (const writer of this.#writers) await writer.on(event)
    })
    // A writer that fails is reported when the audience leaves; until then it must not end the process.
    this.#told.catch(() => {})
  }

  async leave(): Promise<void> {
    try {
      await this.#told
    } finally {
      for (const writer of this.#writers) await writer.close()
    }
  }
}

/** Aborted by the first Ctrl-C or SIGTERM; a second one ends the process as usual. */
function stopSignal(): { readonly signal: AbortSignal; forget(): void } {
  const controller = new AbortController()
  const stop = (): void => {
    controller.abort()
    forget()
  }
  const forget = (): void => {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return { signal: controller.signal, forget }
}

/** @throws UsageError for an id that names no requirement. */
function checkIds({ only, skip, allowUnexercised }: CheckFlags): void {
  for (const pattern of [...only, ...skip, ...allowUnexercised]) {
    if (requirements.some(({ id }) => names(pattern, id))) continue
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

function isLoopback(target: string): boolean {
  const host = URL.canParse(target) ? new URL(target).hostname : ''
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || host.startsWith('127.')
}
