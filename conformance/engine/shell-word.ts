/**
 * A text as one word of a POSIX shell. Variables of the environment stand in it by name, where `variables` knows them by their
 * value; what a terminal would not show is written as escapes for `printf`.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html
 */
export function shellWord(text: string, variables: ReadonlyMap<string, string> = new Map()): string {
  const [found] = [...variables].filter(([value]) => text.includes(value)).toSorted(([one], [other]) => other.length - one.length)
  if (found === undefined) return plainWord(text)
  const [value, name] = found
  const pieces = text.split(value).map((piece) => (piece === '' ? '' : shellWord(piece, variables)))
  return pieces.join(`"$${name}"`)
}

function plainWord(text: string): string {
  if (/^[\w./:@%+=,-]+$/.test(text)) return text
  if (hidden.test(text)) return `"$(printf '${escaped(text)}')"`
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}

const hidden = /[\p{C}\p{Zl}\p{Zp}]/u

/** As a format of `printf`; what does not show, or means something to it, in octal. */
function escaped(text: string): string {
  return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}'\\%]/gu, (char) =>
    [...Buffer.from(char)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join(''),
  )
}
