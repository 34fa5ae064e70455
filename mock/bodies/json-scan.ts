/** Where and why a text stops being JSON, in the words of Python's `json`, which FastAPI passes on. */
export interface JsonError {
  /** Index of the UTF-16 unit. */
  readonly position: number
  readonly message: string
}

/** One member of the outermost object: its key and where its value stands in the text. */
export interface Member {
  readonly key: string
  readonly start: number
  /** Exclusive. */
  readonly end: number
}

/** What a scan finds: the first error, if any, and the members of the outermost object up to there, duplicates included. */
export interface JsonScan {
  readonly error: JsonError | undefined
  readonly members: readonly Member[]
  /** How deep the brackets went. */
  readonly depth: number
}

/** Reads JSON (RFC 8259) without building it: in one pass and without recursion, so that no depth overflows. */
export function scanJson(text: string): JsonScan {
  const scanner = new Scanner(text)
  try {
    scanner.document()
    return { error: undefined, members: scanner.members, depth: scanner.depth }
  } catch (error) {
    if (error === stopped) return { error: scanner.error, members: scanner.members, depth: scanner.depth }
    throw error
  }
}

/** Thrown where a text stops being JSON. There is only one, since it is the stack trace that makes an error slow. */
const stopped = new Error('The text stopped being JSON.')

const literal = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y

class Scanner {
  readonly members: Member[] = []
  depth = 0
  error: JsonError | undefined
  private readonly text: string
  private readonly open: ('{' | '[')[] = []
  private at = 0
  private expected: 'value' | 'key' | 'more' = 'value'
  /** Whether a bracket has just been opened, so that it may close at once. */
  private fresh = false
  private key = ''
  private valueStart = 0

  constructor(text: string) {
    this.text = text
  }

  document(): void {
    this.space()
    while (this.expected !== 'more' || this.open.length > 0) {
      if (this.expected === 'more') this.more()
      else if (this.fresh && this.text[this.at] === this.closing()) this.close()
      else if (this.expected === 'key') this.member()
      else this.value()
      this.space()
    }
    if (this.at < this.text.length) this.stop(this.at, 'Extra data')
  }

  private value(): void {
    const next = this.text[this.at]
    this.fresh = next === '{' || next === '['
    if (next === '{' || next === '[') {
      this.open.push(next)
      this.depth = Math.max(this.depth, this.open.length)
      this.at += 1
      this.expected = next === '{' ? 'key' : 'value'
    } else {
      this.scalar()
      this.completed()
    }
  }

  private member(): void {
    this.fresh = false
    const start = this.at
    if (this.text[start] !== '"') this.stop(start, 'Expecting property name enclosed in double quotes')
    this.string()
    const outermost = this.open.length === 1
    if (outermost) this.key = JSON.parse(this.text.slice(start, this.at)) as string
    this.space()
    if (this.text[this.at] !== ':') this.stop(this.at, "Expecting ':' delimiter")
    this.at += 1
    this.space()
    if (outermost) this.valueStart = this.at
    this.expected = 'value'
  }

  private more(): void {
    const next = this.text[this.at]
    if (next === this.closing()) return this.close()
    if (next !== ',') this.stop(this.at, "Expecting ',' delimiter")
    this.at += 1
    this.expected = this.open.at(-1) === '{' ? 'key' : 'value'
  }

  private closing(): string {
    return this.open.at(-1) === '{' ? '}' : ']'
  }

  private close(): void {
    this.open.pop()
    this.at += 1
    this.fresh = false
    this.completed()
  }

  private completed(): void {
    if (this.open.length === 1 && this.open[0] === '{') this.members.push({ key: this.key, start: this.valueStart, end: this.at })
    this.expected = 'more'
  }

  private scalar(): void {
    if (this.text[this.at] === '"') return this.string()
    literal.lastIndex = this.at
    const [found] = literal.exec(this.text) ?? []
    if (found === undefined) this.stop(this.at, 'Expecting value')
    this.at += found.length
  }

  private string(): void {
    const start = this.at
    this.at += 1
    while (this.text[this.at] !== '"') {
      const unit = this.text.charCodeAt(this.at)
      if (Number.isNaN(unit)) this.stop(start, 'Unterminated string starting at')
      if (unit < 0x20) this.stop(this.at, 'Invalid control character at')
      this.at += unit === 0x5c ? this.escape(start) : 1
    }
    this.at += 1
  }

  /** The length of the escape that begins here. */
  private escape(start: number): number {
    const letter = this.text[this.at + 1]
    if (letter === undefined) this.stop(start, 'Unterminated string starting at')
    if (letter !== 'u') return '"\\/bfnrt'.includes(letter) ? 2 : this.stop(this.at, String.raw`Invalid \escape`)
    return /^[\da-fA-F]{4}$/.test(this.text.slice(this.at + 2, this.at + 6)) ? 6 : this.stop(this.at + 1, String.raw`Invalid \uXXXX escape`)
  }

  private space(): void {
    while (' \n\r\t'.includes(this.text[this.at] ?? 'x')) this.at += 1
  }

  private stop(position: number, message: string): never {
    this.error = { position, message }
    throw stopped
  }
}
