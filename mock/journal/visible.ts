/**
 * Text of others with what cannot be seen made visible: control characters, and those that turn the direction of what
 * follows, so that a line never reads other than it is. Line feeds and tabs stay.
 */
export function visible(text: string): string {
  return text.replaceAll(hidden, (found) => `\\u${(found.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`)
}

const hidden = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g
