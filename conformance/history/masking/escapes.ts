import type { Disguise } from './marks.ts'

/** A text with escapes undone, and where each of its characters came from. */
export interface View {
  readonly text: string
  /** The outermost escape that was undone; `undefined` for the text itself. */
  readonly form: Disguise | undefined
  /** Where the character at an index, or the end, begins in the source. */
  sourceOf(index: number): number
}

interface Escape {
  readonly form: Disguise
  /** Matches one whole escape. */
  readonly pattern: RegExp
  /** An escape of which the end of the text cuts off a part. */
  readonly cut: RegExp
  decode(match: string): string
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", sol: '/', equals: '=', plus: '+' }
const short: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

const escapes: readonly Escape[] = [
  {
    form: 'percent',
    pattern: /%[0-9a-f]{2}/giu,
    cut: /%[0-9a-f]?$/iu,
    decode: (match) => String.fromCharCode(Number.parseInt(match.slice(1), 16)),
  },
  {
    form: 'json',
    pattern: /\\(?:u[0-9a-f]{4}|["\\/bfnrt])/giu,
    cut: /\\(?:u[0-9a-f]{0,3})?$/iu,
    decode: (match) =>
      match.length === 6 ? String.fromCharCode(Number.parseInt(match.slice(2), 16)) : (short[match.charAt(1)] ?? match.charAt(1)),
  },
  {
    form: 'html',
    pattern: /&(?:#x0*[0-9a-f]{1,4}|#0*\d{1,5}|amp|lt|gt|quot|apos|sol|equals|plus);/giu,
    cut: /&#?[0-9a-z]{0,8}$/iu,
    decode: (match) => decodeReference(match.slice(1, -1).toLowerCase()),
  },
]

/**
 * The text itself, and the text with escapes undone: percent (RFC 3986), JSON (RFC 8259) and HTML character references,
 * each alone, then any two within each other. A text without escapes has one view.
 *
 * `truncated`: the text may have been cut within an escape; then the rest of that escape is left out at the end.
 */
export function viewsOf(text: string, truncated: boolean): View[] {
  const itself: View = { text, form: undefined, sourceOf: asItIs }
  if (!/[%\\&]/.test(text)) return [itself]
  const once = undoneIn(itself, truncated)
  return [itself, ...once, ...once.flatMap((view) => undoneIn(view, truncated))]
}

function asItIs(index: number): number {
  return index
}

function undoneIn(view: View, truncated: boolean): View[] {
  return escapes.map((escape) => undone(view, escape, truncated)).filter((decoded) => decoded !== undefined)
}

/** `undefined` where there is nothing to undo. */
function undone(view: View, escape: Escape, truncated: boolean): View | undefined {
  const source = truncated ? view.text.replace(escape.cut, '') : view.text
  let text = ''
  /** From each of these indexes on, a character lies this much further right in the source. */
  const shifts: { index: number; shift: number }[] = []
  let read = 0
  for (const match of source.matchAll(escape.pattern)) {
    text += source.slice(read, match.index) + escape.decode(match[0])
    read = match.index + match[0].length
    shifts.push({ index: text.length, shift: read - text.length })
  }
  if (read === 0 && source.length === view.text.length) return undefined
  text += source.slice(read)
  // What was cut off belongs to the last character.
  shifts.push({ index: text.length, shift: view.text.length - text.length })
  return { text, form: view.form ?? escape.form, sourceOf: (index) => view.sourceOf(index + shiftAt(shifts, index)) }
}

/** The shift of the last entry at or before an index; the last of equals counts. */
function shiftAt(shifts: readonly { index: number; shift: number }[], index: number): number {
  let [low, high] = [0, shifts.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((shifts[middle]?.index ?? 0) <= index) low = middle + 1
    else high = middle
  }
  return shifts[low - 1]?.shift ?? 0
}

function decodeReference(reference: string): string {
  if (reference.startsWith('#x')) return String.fromCharCode(Number.parseInt(reference.slice(2), 16))
  if (reference.startsWith('#')) return String.fromCharCode(Number(reference.slice(1)))
  return named[reference] ?? ''
}
