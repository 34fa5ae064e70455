import type { Exchange, History } from '../../../conformance/index.ts'
import { acknowledged, recheckSelection, resultOf } from '../../../conformance/index.ts'
import type { Conclusion } from '../statement/facts.ts'
import type { CertificateFacts } from '../statement/facts.ts'
import type { RecheckFacts } from '../statement/standing.ts'
import { rechecked } from '../statement/standing.ts'
import type { StepLog } from './step-log.ts'
import type { Trust } from './trust.ts'
import { clockSlack } from './trust.ts'

/** What a recheck came to, from its history alone. */
export function recheckConclusion(history: History): Conclusion {
  const { exitCode } = resultOf(history, { target: history.header.doors[0]?.url ?? '', selection: recheckSelection })
  return exitCode === 0 ? 'CONFORMANT' : exitCode === 1 ? 'FAILED' : 'INCOMPLETE'
}

/** Aliases of the tokens that a recheck tried. What it remembers of the earlier run stands before its beginning. */
export function triedIn({ exchanges, issued }: History): readonly string[] {
  const tried = new Set(exchanges.filter(({ begin }) => begin >= 0).flatMap(bearerOf))
  return issued.map(({ token }) => token.alias).filter((alias) => tried.has(alias))
}

/** The recheck tried every token that the run had revoked, a day later or more, and its evidence says what it tells. */
export function checkRecheck(
  history: History,
  run: History,
  { facts, recheck }: { readonly facts: CertificateFacts; readonly recheck: RecheckFacts },
  { now }: Trust,
  log: StepLog,
): void {
  const tried = new Set(triedIn(history))
  const left = acknowledged(run).filter((alias) => !tried.has(alias))
  const conclusion = recheckConclusion(history)
  const later = Date.parse(recheck.begin) - Date.parse(facts.end)
  log.settles(
    'recheck',
    `${recheck.tokens} revoked tokens tried again ${hours(later)} later by the runner's clock: ${recheck.conclusion}${later < rechecked ? ', too soon to count' : ''}`,
    [
      ...(history.header.profile === 'recheck' && history.header.seed === run.header.seed ? [] : ['its evidence is of another run']),
      ...(history.header.startedAt === recheck.begin ? [] : ['it began at another time than it tells']),
      ...(Date.parse(recheck.begin) <= now + clockSlack ? [] : ['it began in the future']),
      ...(tried.size === recheck.tokens ? [] : [`it tried ${tried.size} tokens, and tells of ${recheck.tokens}`]),
      ...(left.length === 0 ? [] : [`it left out ${left.length} revoked tokens, ${left[0]} among them`]),
      ...foreignTo(run, history),
      ...(conclusion === recheck.conclusion ? [] : [`it tells ${recheck.conclusion}, and its evidence says ${conclusion}`]),
    ],
  )
}

/** What the recheck remembers must have happened in the run. */
function foreignTo(run: History, { issued, exchanges }: History): readonly string[] {
  const tokens = issued.filter(({ token }) => run.token(token.alias)?.id !== token.id).map(({ token }) => token.alias)
  const happened = new Set(run.exchanges.map(fingerprint))
  const invented = exchanges.filter((exchange) => exchange.begin < 0 && !happened.has(fingerprint(exchange)))
  return [
    ...(tokens.length === 0 ? [] : [`it speaks of ${tokens[0]}, which the run does not know so`]),
    ...(invented.length === 0 ? [] : ['it remembers exchanges that the run does not have']),
  ]
}

/** An exchange without what a recheck writes anew: its number, its times, its door. */
function fingerprint({ request, response, case: of }: Exchange): string {
  return JSON.stringify([of, request, response])
}

function bearerOf({ request }: Exchange): readonly string[] {
  return request.headers.flatMap(([name, value]) => {
    const alias = name.toLowerCase() === 'authorization' ? /^Bearer ⟦([^⟧:]+)⟧$/.exec(value)?.[1] : undefined
    return alias === undefined ? [] : [alias]
  })
}

function hours(ms: number): string {
  return `${(ms / 3_600_000).toFixed(1)} h`
}
