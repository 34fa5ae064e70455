import { styleText } from 'node:util'

/** Puts one colour on a text, or leaves it as it is. */
export type Style = (text: string) => string

/** Puts colour on texts, or leaves them as they are. */
export interface Colours {
  readonly bold: Style
  readonly dim: Style
  readonly red: Style
  readonly green: Style
  readonly yellow: Style
}

export const plain: Colours = { bold: same, dim: same, red: same, green: same, yellow: same }

export const ansi: Colours = {
  bold: (text) => styleText('bold', text, always),
  dim: (text) => styleText('dim', text, always),
  red: (text) => styleText('red', text, always),
  green: (text) => styleText('green', text, always),
  yellow: (text) => styleText('yellow', text, always),
}

/**
 * Colour where it is wanted: `FORCE_COLOR` (not `0` or `false`) asks for it, `NO_COLOR` (not empty) refuses it, else a
 * terminal that is not `dumb` gets it. When both are set, `FORCE_COLOR` wins, as in Node.
 *
 * @see https://no-color.org and https://force-color.org
 */
export function coloursFor(stream: { readonly isTTY?: boolean }, env: Readonly<Record<string, string | undefined>>): Colours {
  const forced = env['FORCE_COLOR']
  if (forced !== undefined) return ['0', 'false'].includes(forced) ? plain : ansi
  if ((env['NO_COLOR'] ?? '') !== '') return plain
  return stream.isTTY === true && env['TERM'] !== 'dumb' ? ansi : plain
}

/** Whether colour is wanted is decided here, not by Node and its idea of standard output. */
const always = { validateStream: false }

function same(text: string): string {
  return text
}
