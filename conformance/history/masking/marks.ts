/**
 * How a secret was written where a mark now stands. `prefix`: a body was cut in the middle of it. `stem`: without the beginning
 * that all secrets share and everybody knows.
 */
export type Disguise = 'raw' | 'stem' | 'base64' | 'hex' | 'percent' | 'json' | 'html' | 'md5' | 'sha1' | 'sha256' | 'sha512' | 'prefix'

/** A place where a secret stood. */
export interface Mark {
  /** What the masker was told the secret is called, such as `revocable-7` or `revocable-7~flipped`. */
  readonly name: string
  readonly form: Disguise
  /** Where the mark begins in the text that was asked, in UTF-16 code units. */
  readonly index: number
}

/** `⟦`, which opens a mark. */
export const markOpen = '\u27e6'
/** `⟧`, which closes a mark. */
const markClose = '\u27e7'

const mark = /\u27e6([^\u27e6\u27e7:!]+)(?::([a-z0-9]+))?\u27e7/gu
const markedEscape = /\u27e6!\u27e7/gu
const jsonEscape = /(?<!\\)((?:\\\\)*\\u27e6)!\\u27e7/giu

/** The mark for a secret: `⟦name⟧` where it stood as it is, `⟦name:form⟧` where it was disguised. */
export function markOf(name: string, form: Disguise): string {
  return form === 'raw' ? `${markOpen}${name}${markClose}` : `${markOpen}${name}:${form}${markClose}`
}

/** Whether a name can stand in a mark. */
export function isMarkName(name: string): boolean {
  return /^[^\u27e6\u27e7:!]+$/u.test(name)
}

/** Nearly every text holds none, and looking for one character is many times faster than looking for marks. */
export function mayHoldMarks(text: string): boolean {
  return text.includes(markOpen)
}

/** The marks in a masked text, in order. An escaped `⟦` is none. */
export function marksIn(text: string): Mark[] {
  if (!mayHoldMarks(text)) return []
  return [...text.matchAll(mark)].map(({ 1: name = '', 2: form = 'raw', index }) => ({ name, form: form as Disguise, index }))
}

/**
 * A masked text with every escaped `⟦` as it was received. Marks stay.
 *
 * Undoes the escape also in a JSON text that writes the bracket as `\u27e6`; so it may be asked before or after the JSON
 * is decoded, but once only. A decoded text that reads `\u27e6!\u27e7`, backslashes and all, is taken for an escape.
 */
export function plain(text: string): string {
  return text.replace(markedEscape, markOpen).replace(jsonEscape, '$1')
}
