/** C0, DEL and C1 controls, line separators, marks that turn the direction of text, and what XML cannot hold. */
const invisible = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\p{Cs}/gu

/**
 * A text as one line that a terminal cannot be moved by: what would act on it is written as an escape, such as
 * `\x1b` or `\u202e`. What a target sent passes through here before it is printed.
 */
export function visible(text: string): string {
  return text.replaceAll(invisible, (character) => shortEscapes[character] ?? escapeOf(character.charCodeAt(0)))
}

const shortEscapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function escapeOf(code: number): string {
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
}
