/**
 * How many columns a text takes, at most: whatever may be wide counts as two, so nothing overflows a line. Nothing is
 * aligned behind a text whose width is only bounded.
 */
export function columnsOf(text: string): number {
  let columns = 0
  for (const character of text) columns += (character.codePointAt(0) ?? 0) < 0x1100 || isNarrow(character) ? 1 : 2
  return columns
}

/** The punctuation we print ourselves: dashes, quotes, dots, marks. */
function isNarrow(character: string): boolean {
  return '–—‘’“”…✓✗→⟦⟧'.includes(character)
}

/** How many rows a line takes on a terminal of this width. */
export function rowsOf(line: string, width: number): number {
  return Math.max(1, Math.ceil(columnsOf(line) / width))
}

/** The text, cut with an ellipsis where it would be wider. */
export function cut(text: string, width: number): string {
  if (columnsOf(text) <= width) return text
  let kept = ''
  let columns = 0
  for (const character of text) {
    columns += columnsOf(character)
    if (columns > width - 1) break
    kept += character
  }
  return `${kept.trimEnd()}…`
}

/** The text in lines of at most `width` columns, broken at spaces where there are any; at most `limit` lines. */
export function wrap(text: string, width: number, limit: number = Infinity): readonly string[] {
  const lines: string[] = []
  let rest = text.trim()
  while (columnsOf(rest) > width && lines.length + 1 < limit) {
    const head = headOf(rest, width)
    lines.push(head.trimEnd())
    rest = rest.slice(head.length).trimStart()
  }
  return [...lines, cut(rest, width)]
}

/** As many characters as fit, back to the last space if that is not too far. */
function headOf(text: string, width: number): string {
  let head = ''
  let columns = 0
  for (const character of text) {
    columns += columnsOf(character)
    if (columns > width) break
    head += character
  }
  const space = head.lastIndexOf(' ')
  return space > width / 3 ? head.slice(0, space + 1) : head
}

/** `1 request`, `2 requests`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** A time in ms as one reads it: `12 ms`, `4.2 s`, `3 min 5 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`
  const seconds = Math.round(milliseconds / 1000)
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
