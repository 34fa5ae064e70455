import type { Exchange } from '../history/events.ts'
import type { History } from '../history/history.ts'
import { wasAcceptedAfter } from '../history/deaths.ts'
import { derived } from '../history/origin.ts'
import { saysNothing } from '../history/says-nothing.ts'
import type { Assessment } from '../interpretation/assessment.ts'
import { assessmentsOf } from '../interpretation/assessment.ts'
import type { Due } from '../interpretation/due.ts'
import { inWords } from '../interpretation/due.ts'
import { readRequest } from '../interpretation/request.ts'
import type { Row } from '../interpretation/rows.ts'
import { busy, credentialRows, isFault } from '../interpretation/rows.ts'
import type { Finding, Judgement, Level, Requirement, Source } from './requirement.ts'

/** What a requirement is but for its judge. */
export interface Promised {
  readonly id: string
  readonly level: Level
  readonly title: string
  readonly source: Source
}

/** A breach before it has a requirement's id; its level defaults to the requirement's. */
export type Breach = Omit<Finding, 'requirement' | 'level' | 'tokens'> & { readonly level?: Level; readonly tokens?: readonly string[] }

/**
 * A requirement whose judge looks at single exchanges: `undefined` where the situation is another, `[]` where it holds.
 *
 * @param among Those that may be in the situation; default: all.
 */
export function perExchange(
  promised: Promised,
  breachesIn: (exchange: Exchange, history: History) => readonly Breach[] | undefined,
  among: (history: History) => readonly Exchange[] = ({ exchanges }) => exchanges,
): Requirement {
  return {
    ...promised,
    judge: (history) => {
      let exercised = 0
      const found: (readonly Breach[])[] = []
      for (const exchange of among(history)) {
        const breaches = breachesIn(exchange, history)
        if (breaches === undefined) continue
        exercised += 1
        // Nearly none: what was kept need not be kept.
        if (breaches.length > 0) found.push(breaches)
      }
      return { ...judgementOf(promised, history, found), exercised }
    },
  }
}

/** What belongs to a requirement about a status besides the rows it is about. */
interface Besides {
  /** Rows whose breaches are its own, too, although answers in them do not show that it is kept. */
  readonly incidental?: readonly Row[]
  /** Narrows the findings, not the count. */
  readonly concerns?: (assessment: Assessment) => boolean
}

/**
 * A requirement about the status due in certain rows of the table. It counts as exercised where such a row decides the answer,
 * and the answer says something about the request.
 */
export function perStatus(promised: Promised, rows: readonly Row[], { incidental = [], concerns = () => true }: Besides = {}): Requirement {
  const own = new Set(rows.map((row) => row.id))
  const ids = new Set([...rows, ...incidental].map((row) => row.id))
  return {
    ...promised,
    judge: (history) => {
      const deciding = new Set([...duesIn(history)].filter((due) => decides(ids, due)))
      const telling = new Set([...deciding].filter((due) => decides(own, due)))
      const assessments = assessmentsOf(history).filter(({ due }) => deciding.has(due))
      const situations = withoutEchoes(
        assessments.map((assessment) =>
          ids.has(blamedRow(assessment).id) && concerns(assessment) ? statusBreaches(promised, history, assessment) : [],
        ),
      )
      const exercised = assessments.filter((assessment) => telling.has(assessment.due) && tells(assessment)).length
      return { ...judgementOf(promised, history, situations), exercised }
    },
  }
}

/** Whether one of some rows is what an answer is to be judged by. */
function decides(ids: ReadonlySet<string>, { primary, rows }: Due): boolean {
  return ids.has(primary.id) || rows.some((row) => ids.has(row.id) && (row.tolerated === true || !rows.some(isFault)))
}

/** Whether an answer shows how the target decides; 501 for a method does, and is no error of a server. */
function tells({ exchange, standing, status }: Assessment): boolean {
  return standing === 'accepted' ? !busy.includes(status) : standing !== 'inconclusive' && !saysNothing(exchange)
}

/** What was due at all in a run: little, so that whom it concerns is asked once, and not for each answer. */
const duesIn = derived((history: History): ReadonlySet<Due> => new Set(assessmentsOf(history).map(({ due }) => due)))

/**
 * Whoever is let in without a credential that is worth anything meets 201, 403 and 404 as anybody would, and by whichever row
 * it should have been refused: that is one breach. 403 alone is another one, a refusal by the wrong name.
 */
function withoutEchoes(situations: readonly (readonly StatusBreach[])[]): readonly (readonly Breach[])[] {
  const isLetIn = situations.flat().some(({ aboutCredential, got }) => aboutCredential && isFromInside(Number(got)) && got !== '403')
  return situations.map((breaches) =>
    breaches.map(({ aboutCredential, ...breach }) =>
      aboutCredential && isLetIn && isFromInside(Number(breach.got)) ? { ...breach, key: 'as if let in' } : breach,
    ),
  )
}

/** Whether a status tells what became of a request, and so that somebody looked at more than its credential. */
function isFromInside(status: number): boolean {
  return status === 403 || status === 404 || (status >= 200 && status < 300)
}

/** A breach that shows in a status. */
type StatusBreach = Breach & { readonly aboutCredential: boolean }

const aboutCredentials: ReadonlySet<string> = new Set(Object.values(credentialRows).map(({ id }) => id))

/** The row that an answer goes against: the one that names its status, else the fault it should have been refused for. */
function blamedRow({ due, status }: Assessment): Row {
  return due.rows.find((row) => row.warn.includes(status) || row.never.includes(status)) ?? due.primary
}

/** Puts breaches, one list for each time the situation came up, into a judgement. */
export function judgementOf(promised: Promised, history: History, situations: readonly (readonly Breach[])[]): Judgement {
  return {
    exercised: situations.length,
    findings: situations.flat().map((breach) => ({
      tokens: tokensOf(history, breach.exchanges),
      ...breach,
      requirement: promised.id,
      level: lower(breach.level ?? promised.level, promised.level),
    })),
  }
}

function statusBreaches({ level }: Promised, history: History, assessment: Assessment): readonly StatusBreach[] {
  const { due, exchange, standing, status, deniedLive } = assessment
  // A server error and the death of a live credential have requirements of their own.
  if (standing === 'accepted' || standing === 'inconclusive' || status >= 500 || (deniedLive && isDeath(history, assessment))) return []
  // So has a success with another status than 201.
  if (isOtherSuccess(assessment)) return []
  return [
    {
      level: standing === 'breach' ? level : 'should',
      key: `${blamedRow(assessment).id}: ${status}`,
      expected: `${inWords(due)} (${due.rows.map((row) => row.situation).join(', ')})`,
      got: String(status),
      exchanges: [exchange.id],
      at: 'status',
      aboutCredential: aboutCredentials.has(blamedRow(assessment).id),
    },
  ]
}

/** Whether the credential that was refused did not come back to life. */
function isDeath(history: History, { reading, exchange }: Assessment): boolean {
  return reading.credential.kind !== 'token' || !wasAcceptedAfter(history, reading.credential.alias, exchange)
}

/** Whether a request that may succeed did, with another status than the contract's. */
export function isOtherSuccess({ due, status }: Assessment): boolean {
  return due.accept.has(201) && !due.accept.has(status) && status >= 200 && status < 300
}

/** All tokens that some exchanges bear or name, each once. */
function tokensOf(history: History, exchanges: readonly number[]): readonly string[] {
  const tokens = new Set<string>()
  for (const id of exchanges) {
    const exchange = history.exchange(id)
    if (exchange === undefined) continue
    const { credential, names } = readRequest(history, exchange)
    for (const name of names) tokens.add(name)
    if (credential.kind === 'token') tokens.add(credential.alias)
  }
  return [...tokens]
}

function lower(one: Level, other: Level): Level {
  const order: readonly Level[] = ['may', 'should', 'must']
  return order[Math.min(order.indexOf(one), order.indexOf(other))] ?? 'may'
}
