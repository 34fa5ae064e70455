import { code, escaped, list } from '../markdown-text.ts'
import type { Colours } from '../terminal/colours.ts'
import { wrap } from '../terminal/layout.ts'
import { visible } from '../visible.ts'
import type { Change, Difference } from './compare.ts'

const titles = [
  ['broke', 'Broke'],
  ['fixed', 'Fixed'],
  ['changed', 'Changed behind the same verdict'],
] as const

/** A difference as lines for a terminal. */
export function differenceLines(difference: Difference, width: number, colours: Colours): readonly string[] {
  const style = { broke: colours.red, fixed: colours.green, changed: colours.yellow }
  const sections = titles.flatMap(([kind, title]) =>
    difference[kind].length === 0
      ? []
      : [style[kind](`${title} (${difference[kind].length})`), ...difference[kind].flatMap((change) => changeLines(change, width)), ''],
  )
  return sections.length === 0 ? ['No difference.'] : sections.slice(0, -1)
}

function changeLines({ subject, before, after }: Change, width: number): readonly string[] {
  return wrap(visible(`${subject}: ${before} → ${after}`), width - 4).map((line, index) => `${index === 0 ? '  ' : '    '}${line}`)
}

/** A difference as Markdown that fits a pull-request comment. */
export function differenceMarkdown(difference: Difference): string {
  const sections = titles.flatMap(([kind, title]) =>
    difference[kind].length === 0 ? [] : [`### ${title} (${difference[kind].length})`, list(difference[kind].map(lineOf))],
  )
  return `${sections.length === 0 ? 'No difference.' : sections.join('\n\n')}\n`
}

function lineOf({ subject, before, after }: Change): string {
  return `${escaped(subject, 200)}: ${code(before)} → ${code(after)}`
}
