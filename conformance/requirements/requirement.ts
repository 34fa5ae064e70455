import type { History } from '../history/history.ts'

/** `must`: the contract's schema or prose. `should`: an RFC or good practice it does not contradict. `may`: worth knowing. */
export type Level = 'must' | 'should' | 'may'

/** Where a requirement comes from: a place in the contract, or a section of an RFC, with the sentence itself. */
export interface Source {
  /** `contract` with a JSON pointer as `at`, or an RFC such as `RFC 9110` with a section as `at`. */
  readonly document: string
  readonly at: string
  readonly quote: string
}

/**
 * One checkable promise. `judge` is pure: it reads a history and nothing else, and looks at the whole of it, whichever
 * scenario sent what.
 */
export interface Requirement {
  /** `family/what-holds`, in words that explain themselves. */
  readonly id: string
  readonly level: Level
  readonly title: string
  readonly source: Source
  judge(history: History): Judgement
}

export interface Judgement {
  /** How often the situation it speaks of was brought about, whatever the answer. 0: not exercised. */
  readonly exercised: number
  readonly findings: readonly Finding[]
  /** Set when `exercised` is 0 and more can be said than "no scenario brought it about". */
  readonly reason?: string
}

/** One breach. Codes and values only; the wording lives in `explain.ts`. */
export interface Finding {
  /** The requirement it breaks. */
  readonly requirement: string
  /** At most the requirement's own level; below `must` it is a warning and never fails the gate. */
  readonly level: Level
  /** Findings of one requirement with one key are the same breach seen again. */
  readonly key: string
  /** What the contract asks for here, as one clause such as "401 Unauthorized". */
  readonly expected: string
  /** What came instead, such as "404 with {"detail":"Resource not found"}". */
  readonly got: string
  /** Ids of the exchanges that show it, in order; the last is the one that breaks it. */
  readonly exchanges: readonly number[]
  /** Aliases of the tokens it is about. */
  readonly tokens: readonly string[]
  /** A header, a JSON pointer into the body, `status`, or `body`: where the breach shows in the last exchange. */
  readonly at?: string
  /** Exchanges of which any may be to blame, when that cannot be told. */
  readonly candidates?: readonly number[]
  /** One sentence more, where it helps to mend it. */
  readonly hint?: string
}
