/** A text as a literal of JavaScript in single quotes, with what cannot be seen, or would end a script element, escaped. */
export function literal(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1)
  return `'${inner
    .replaceAll(String.raw`\"`, '"')
    .replaceAll("'", String.raw`\'`)
    .replaceAll('</', String.raw`<\/`)
    .replaceAll(hidden, (found) => `\\u${(found.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`)}'`
}

const hidden = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g
