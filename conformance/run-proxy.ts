import type { ProxyFlags } from './commands.ts'
import { Audience } from './engine/audience.ts'
import { baseUrl } from './engine/doors.ts'
import { requirementsFor, resultOf } from './engine/result-of.ts'
import type { WritersFor } from './engine/writer.ts'
import type { Asked, HistoryEvent } from './history/events.ts'
import { routeOf } from './route-of.ts'
import { checkIds, expectationsIn } from './selection-flags.ts'
import { stopSignal } from './stop-signal.ts'
import { declaredTokens } from './witnessed/declared-tokens.ts'
import { LiveJudge } from './witnessed/live-judge.ts'
import { Observer } from './witnessed/observer.ts'
import { startProxyServer } from './witnessed/proxy-server.ts'

/** Runs `proxy` until it is interrupted; gives the exit code. */
export async function runProxy(flags: ProxyFlags, writersFor: WritersFor): Promise<number> {
  const target = baseUrl(flags.target, '--target')
  const asked = await askedIn(flags, target)
  const tokens = await declaredTokens(flags.tokens)
  const ca = await authorityIn(flags)
  const writers = await writersFor({
    report: flags.report,
    ...(flags.out === undefined ? {} : { out: flags.out }),
    quiet: flags.quiet === true,
    verbose: flags.verbose === true,
  })
  const audience = new Audience(writers)
  const stop = stopSignal()
  try {
    const start = performance.now()
    const clock = (): number => performance.now() - start
    const requirements = requirementsFor(asked)
    const judge = new LiveJudge(requirements, (finding) => {
      audience.tell({ kind: 'finding', finding, elapsed: clock(), requests: observer.recorder.requests })
    })
    const listener = (event: HistoryEvent): void => {
      judge.on(event)
      audience.tell({ kind: 'history', event })
    }
    const proxyOptions = { target: new URL(target), ca, clock, onSeen: (seen: Parameters<Observer['see']>[0]) => void observer.see(seen) }
    const proxy = await startProxyServer(flags.port, flags.host, proxyOptions)
    audience.tell({
      kind: 'started',
      seed: 0,
      profile: 'witnessed',
      target,
      requirements,
      scenarios: [],
      from: `what goes through ${proxy.url}`,
    })
    const company = flags.exclusive === true ? 'exclusive' : 'shared'
    const { propagation } = flags
    const startedAt = new Date(Date.now() - clock()).toISOString()
    const observer = new Observer({ target, asked, company, tokens, propagation, startedAt, listener })
    say(flags, `Listening on ${proxy.url}`, (message) => audience.tell({ kind: 'notice', message }))
    await aborted(stop.signal)
    await proxy.close()
    judge.look()
    for (const message of remarksOn(observer)) observer.recorder.event({ kind: 'notice', message, at: clock() })
    observer.recorder.event({ kind: 'footer', at: clock(), complete: true })
    const result = resultOf(observer.history)
    audience.tell({ kind: 'finished', result })
    return result.exitCode
  } finally {
    stop.forget()
    await audience.leave()
  }
}

async function askedIn(flags: ProxyFlags, target: string): Promise<Asked> {
  checkIds({ only: flags.only, skip: flags.skip, allowUnexercised: [] })
  const expect = await expectationsIn(flags.expect)
  return { target, selection: { only: flags.only, skip: flags.skip, allowUnexercised: ['*'] }, expect }
}

async function authorityIn({ ca, target }: ProxyFlags): Promise<string | undefined> {
  if (ca === undefined) return undefined
  const route = await routeOf({ ca, target }, {})
  return route?.ca?.toString()
}

/** Whoever is quiet still wants to know where to send requests. */
function say(flags: ProxyFlags, message: string, tell: (message: string) => void): void {
  if (flags.quiet === true) process.stderr.write(`${message}\n`)
  else tell(message)
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
}

function remarksOn({ book }: Observer): readonly string[] {
  if (book.unlinked === 0) return []
  return [
    `Of ${book.unlinked} credentials no id is known, so their use after a revocation cannot be seen: --tokens FILE says which credential belongs to which id.`,
  ]
}
