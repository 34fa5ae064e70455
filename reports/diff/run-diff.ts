import type { DiffFlags } from '../commands.ts'
import { storedResult } from '../stored.ts'
import { coloursFor } from '../terminal/colours.ts'
import type { Surroundings } from '../writers.ts'
import { compare } from './compare.ts'
import { differenceLines, differenceMarkdown } from './show.ts'

/**
 * Prints what is different between two stored runs; gives the exit code: 1 when something broke, else 0.
 *
 * @throws ReportError when one of them cannot be read.
 */
export async function runDiff(before: string, after: string, { markdown }: DiffFlags, { stdout, env }: Surroundings): Promise<0 | 1> {
  const difference = compare(await storedResult(before), await storedResult(after))
  const text =
    markdown === true
      ? differenceMarkdown(difference)
      : `${differenceLines(difference, stdout.columns ?? 80, coloursFor(stdout, env)).join('\n')}\n`
  stdout.write(text)
  return difference.broke.length > 0 ? 1 : 0
}
