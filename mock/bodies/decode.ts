/** A body as text, and how it was written. */
export interface Decoded {
  readonly text: string
  readonly encoding: 'utf-8' | 'utf-16'
  /** Whether a byte order mark stood before it; it is not part of the text. */
  readonly marked: boolean
}

/** The text of a JSON body, in the encodings that Python's `json` recognises; `undefined` when the bytes are none. */
export function decode(bytes: Uint8Array): Decoded | undefined {
  const label = labelOf(bytes)
  const marked = hasMark(bytes)
  try {
    const text = (decoders[label] ??= new TextDecoder(label, { fatal: true })).decode(bytes)
    return { text, encoding: label === 'utf-8' ? 'utf-8' : 'utf-16', marked }
  } catch {
    return undefined
  }
}

type Label = 'utf-8' | 'utf-16le' | 'utf-16be'

const decoders: { [Name in Label]?: InstanceType<typeof TextDecoder> } = {}

/** JSON begins with an ASCII character, so a zero byte among the first two shows UTF-16 also without a mark. */
function labelOf([first, second]: Uint8Array): Label {
  if (first === undefined || second === undefined) return 'utf-8'
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le'
  return (first === 0xfe && second === 0xff) || (first === 0 && second !== 0) ? 'utf-16be' : 'utf-8'
}

function hasMark([a, b, c]: Uint8Array): boolean {
  return (a === 0xef && b === 0xbb && c === 0xbf) || (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)
}
