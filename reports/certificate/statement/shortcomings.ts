import type { Exchange, History, Profile } from '../../../conformance/index.ts'
import { plannedFor } from '../../../conformance/index.ts'

/** What a run lacks of its profile as it stands, whatever its verdicts are; each in a clause. Empty for a whole run. */
export function shortcomingsOf(history: History): readonly string[] {
  const { header, footer, exchanges } = history
  const { asked, challenge } = header
  const { cases, wait } = plannedFor(header.profile as Profile, challenge)
  const problems: readonly (readonly [boolean, string])[] = [
    [footer?.complete !== true, 'it did not come to its end'],
    [gapIn(history) !== undefined, `exchange ${gapIn(history)} is not where it belongs`],
    // The last cases may have sent nothing: a generated sequence can be empty.
    [casesIn(exchanges) < cases * 0.97, `it ran ${casesIn(exchanges)} of ${cases} cases`],
    [longestPatience(exchanges) < wait, `it waited ${Math.round(longestPatience(exchanges))} of ${wait} ms`],
    [header.requestTimeout < 2000, 'it waited less than 2 s for an answer'],
    [header.propagation > 5000, 'it declares a propagation of more than 5 s'],
    [asked === undefined || isNarrowed(asked), 'requirements were left out or changed'],
    [challenge !== undefined && carrying(exchanges, challenge).length === 0, 'no acknowledged revocation carries the challenge'],
  ]
  return problems.flatMap(([holds, problem]) => (holds ? [problem] : []))
}

/** Acknowledged revocations whose reason carries a challenge. */
export function carrying(exchanges: readonly Exchange[], challenge: string): readonly Exchange[] {
  return exchanges.filter(({ request, response }) => response?.status === 201 && request.body?.text?.includes(challenge) === true)
}

/** The first exchange in the file whose number is not the one after the last: one was taken out, put in twice, or moved. */
function gapIn({ events }: History): number | undefined {
  const index = events.filter((event) => event.kind === 'exchange').findIndex(({ id }, at) => id !== at + 1)
  return index === -1 ? undefined : index + 1
}

/** Cases are numbered through a run as they begin, whether they send anything or not. */
function casesIn(exchanges: readonly Exchange[]): number {
  return exchanges.reduce((most, exchange) => Math.max(most, Number(/#(\d+)$/.exec(exchange.case)?.[1] ?? 0)), 0)
}

function longestPatience(exchanges: readonly Exchange[]): number {
  const times = exchanges.filter(({ scenario }) => scenario === 'patience').map(({ begin }) => begin)
  return times.length === 0 ? 0 : times.reduce((a, b) => Math.max(a, b)) - times.reduce((a, b) => Math.min(a, b))
}

function isNarrowed({ selection, expect, baseline }: NonNullable<History['header']['asked']>): boolean {
  const { only, skip, allowUnexercised } = selection
  return only.length + skip.length + allowUnexercised.length > 0 || Object.keys(expect ?? {}).length > 0 || baseline !== undefined
}
