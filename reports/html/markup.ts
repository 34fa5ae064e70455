import { visible } from '../visible.ts'

/** A piece of a page that is markup already. */
export class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

type Value = Markup | string | number | undefined | false | readonly Value[]

/**
 * A piece of a page from a template. Whatever is put into it is text and can never be markup; only what `html` made
 * itself goes in as it is. `undefined` and `false` are nothing.
 *
 * Attributes must be quoted with `"`.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return new Markup(strings.map((part, index) => part + rendered(values[index])).join(''))
}

function rendered(value: Value): string {
  if (value === undefined || value === false) return ''
  if (value instanceof Markup) return value.text
  return typeof value === 'object' ? value.map(rendered).join('') : escaped(String(value))
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escaped(text: string): string {
  return text
    .split('\n')
    .map(visible)
    .join('\n')
    .replaceAll(/[&<>"']/g, (character) => entities[character] ?? character)
}

/** A text of at most so many characters; what is left out is counted. */
export function limited(text: string, limit: number): string {
  if (text.length <= limit) return text
  return `${text.slice(0, limit).toWellFormed()}\n… ${(text.length - limit).toLocaleString('en')} more characters`
}
