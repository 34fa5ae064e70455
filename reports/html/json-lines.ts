/** A line of indented JSON and the place of the value that stands in it. */
export interface JsonLine {
  readonly text: string
  /** JSON pointer of the value that begins on this line, RFC 6901; the root is the empty text. */
  readonly pointer: string
}

/** A value as indented JSON, line by line, so that one place in it can be shown. */
export function jsonLines(value: unknown, pointer = '', indent = '', key = ''): readonly JsonLine[] {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0 || indent.length > 2 * deepest) {
    return [{ text: `${indent}${key}${JSON.stringify(value)}`, pointer }]
  }
  const isList = Array.isArray(value)
  const entries = Object.entries(value)
  return [
    { text: `${indent}${key}${isList ? '[' : '{'}`, pointer },
    ...entries.flatMap(([name, part], index) => {
      const at = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
      const lines = jsonLines(part, at, `${indent}  `, isList ? '' : `${JSON.stringify(name)}: `)
      return index === entries.length - 1 ? lines : withComma(lines)
    }),
    { text: `${indent}${isList ? ']' : '}'}`, pointer },
  ]
}

/** Deeper values stay on one line. */
const deepest = 20

function withComma(lines: readonly JsonLine[]): readonly JsonLine[] {
  return lines.map((line, index) => (index === lines.length - 1 ? { ...line, text: `${line.text},` } : line))
}
