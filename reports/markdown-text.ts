import { cut } from './terminal/layout.ts'
import { visible } from './visible.ts'

/** How many items of a list are shown; the others are counted. */
const mostItems = 20

/** Longest text in a line, in columns. */
const widest = 200

/** As a code span: nothing in it is markup or a mention. */
export function code(text: string): string {
  const shown = cut(visible(text), widest)
  const fence = '`'.repeat(longestRun(shown) + 1)
  return `${fence} ${shown === '' ? '–' : shown} ${fence}`
}

/** Punctuation: what can never be markup where it stands, such as the hyphen of an id, and the rest. */
const punctuation = /(?<harmless>[,/]|(?<=[a-z])-(?=[a-z])|(?<=[a-z])[.:](?= |$))|[!-/:-@[-`{-~]/g

/** As running text: every punctuation mark that could be markup is escaped, and an `@` calls nobody. */
export function escaped(text: string, width: number): string {
  return cut(visible(text), width)
    .replaceAll(punctuation, (mark, harmless?: string) => harmless ?? `\\${mark}`)
    .replaceAll('@', '@\u200b')
}

/** Inside an HTML element, where Markdown does not look. */
export function html(text: string): string {
  return cut(visible(text), widest).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('@', '@\u200b')
}

/** The longest run of backticks in a text: a fence must be longer. */
export function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
}

/** A list of Markdown lines. */
export function list(lines: readonly string[]): string {
  const rest = lines.length - mostItems
  const shown = lines.slice(0, mostItems).map((line) => `- ${line}`)
  return [...shown, ...(rest > 0 ? [`- … and ${rest} more`] : [])].join('\n')
}
