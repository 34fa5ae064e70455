import { MockError } from './errors.ts'
import type { StartingState } from './worlds/opening.ts'

/** The flags that say what the tokens are at the start. */
export interface StateFlags {
  readonly issue: readonly string[]
  readonly revoke: readonly string[]
  readonly expire: readonly string[]
  readonly reset?: true
  readonly restore?: string
  readonly save?: string
}

/** Reads them. What they name is for the mock to know. */
export function readState({ issue, revoke, expire, reset, restore, save }: StateFlags): StartingState {
  return {
    issue: counted(issue),
    revoke: Object.fromEntries(revoke.map(halves).map(([token, reason]) => [token, reason === undefined ? {} : { reason }])),
    expire: Object.fromEntries(expire.map(halves).map(([token, at]) => [token, at === undefined ? {} : { at }])),
    ...(reset !== undefined && { reset }),
    ...(restore !== undefined && { restore }),
    ...(save !== undefined && { save }),
  }
}

/** `revocable` or `revocable=20`; what is asked for twice is asked for together. */
function counted(texts: readonly string[]): NonNullable<StartingState['issue']> {
  const counts: Record<string, number> = {}
  for (const [kind, count = '1'] of texts.map(halves)) {
    if (!/^\d{1,9}$/.test(count))
      throw new MockError('BAD_OPTION', `"${count}" is no number of ${kind} tokens. Write it as --issue ${kind}=20.`)
    counts[kind] = (counts[kind] ?? 0) + Number(count)
  }
  return counts
}

function halves(text: string): [name: string, value?: string] {
  const at = text.indexOf('=')
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}
