import fc from 'fast-check'

/** Where code points stop and begin again: the surrogates between them are no characters. */
const gap = { from: 0xd800, length: 0x800 }
const inAll = 0x110000 - gap.length

/**
 * Every character of Unicode, to be the `unit` of a string. It draws and shrinks as the unit `binary` of fast-check does, which
 * takes a second to build: it looks each of its million characters up in a map, and this one counts.
 */
export const anyCharacter: fc.Arbitrary<string> = fc.nat({ max: inAll - 1 }).map(characterAt, placeOf)

function characterAt(place: number): string {
  return String.fromCodePoint(place < gap.from ? place : place + gap.length)
}

/** @throws RangeError for what is no single character; that is how fast-check is told so. */
function placeOf(character: unknown): number {
  const code = typeof character === 'string' ? character.codePointAt(0) : undefined
  const place = code === undefined || code < gap.from ? code : code - gap.length
  if (place === undefined || place < 0 || characterAt(place) !== character) throw new RangeError('This is no single character.')
  return place
}
