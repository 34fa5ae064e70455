import type { Asked, Selection, TokenKind } from '../history/events.ts'
import type { History } from '../history/history.ts'
import { requirements as catalogue } from '../requirements/catalogue.ts'
import { expectation } from '../requirements/expectation.ts'
import type { Requirement } from '../requirements/requirement.ts'
import { applyBaseline } from './baseline.ts'
import { judge } from './judge.ts'
import { neverAliveNotice } from './never-alive.ts'
import { observedReadings } from './readings.ts'
import type { RunResult } from './result.ts'
import { factsOf, isSelected, outcomeOf, resultsOf } from './results.ts'

/**
 * The whole outcome of a history: what a run ends with, and what judging its record comes to again. Pure: neither clock
 * nor network, and whatever verdicts depend on stands in the history. Without a footer it is never a pass.
 *
 * @param asked Default: what was asked of the run.
 */
export function resultOf(history: History, asked: Asked = askedOf(history)): RunResult {
  const { footer } = history
  const { failures = [], unexercised = [] } = asked.baseline ?? {}
  const selection = { ...asked.selection, allowUnexercised: [...asked.selection.allowUnexercised, ...unexercised] }
  const shrunk = history.events.filter((event) => event.kind === 'shrunk')
  const refusals = refusalsIn(history)
  const all = resultsOf(
    history,
    judge(history, requirementsFor(asked)),
    shrunk,
    selection,
    (id) => whyNotExercised(id, refusals),
    asked.again,
  )
  const { results, stale } = applyBaseline(all, failures)
  return {
    ...outcomeOf(results, {
      selection: asked.selection,
      stopped: whyStopped(history),
      stale,
      ...(asked.replay === true && asked.again !== undefined ? { replayOf: asked.again } : {}),
    }),
    requirements: results,
    readings: observedReadings(history),
    run: {
      ...factsOf(history, { target: asked.target, node: history.header.node ?? 'unknown' }),
      ...(footer?.firstFinding === undefined ? {} : { firstFinding: footer.firstFinding }),
    },
    leftovers: footer?.leftovers ?? [],
    notices: [...new Set([...noticesIn(history), ...[...refusals].map(([kind, reason]) => `No ${kind} tokens: ${reason}`)])].concat(
      neverAliveNotice(history) ?? [],
    ),
  }
}

/** What was asked of the run, or everything. */
export function askedOf({ header }: History): Asked {
  return header.asked ?? { target: header.doors[0]?.url ?? '', selection: everything }
}

const everything: Selection = { only: [], skip: [], allowUnexercised: [] }

/** The catalogue and the pinned readings, as far as they are selected. */
export function requirementsFor({ selection, expect = {} }: Pick<Asked, 'selection' | 'expect'>): readonly Requirement[] {
  const expectations = Object.entries(expect).map(([reading, status]) => expectation(reading, status))
  return [...catalogue, ...expectations].filter(({ id }) => isSelected(selection, id))
}

function whyStopped({ footer }: History): string | undefined {
  if (footer === undefined) return 'The history ends without a footer: it was cut short.'
  return footer.complete ? undefined : (footer.reason ?? 'The run was interrupted.')
}

/** The latest word about each kind of token that could not be had. */
function refusalsIn({ events }: History): ReadonlyMap<TokenKind, string> {
  return new Map(events.flatMap((event) => (event.kind === 'unavailable' ? [[event.tokens, event.reason] as const] : [])))
}

/** A kind of token that cannot be had leaves what needs it unexercised. */
function whyNotExercised(id: string, refusals: ReadonlyMap<TokenKind, string>): string | undefined {
  if (id.startsWith('authorization/outsider')) return refusals.get('outsider')
  if (id === 'authentication/expired-credential-is-refused') return refusals.get('expired')
  return refusals.get('revocable')
}

function noticesIn({ events }: History): readonly string[] {
  return events.flatMap((event) => (event.kind === 'notice' ? [event.message] : []))
}
