/** What came of some crashes. */
export interface Tally {
  readonly kills: number
  /** Revocations that were answered 201 before a kill. */
  readonly acknowledged: number
  /** Revocations that were sent and had no answer when the kill came, and how many of them had happened. */
  readonly undecided: number
  readonly undecidedDone: number
  /** Tokens that were asked about afterwards. */
  readonly checked: number
  readonly problems: readonly string[]
}

/** Kills a mock on a folder so many times, at random moments under load, and looks at every token after each. */
export function crashes(kills: number, options?: { readonly longest?: number; readonly say?: (line: string) => void }): Promise<Tally>
