import { scanJson } from './json-scan.ts'

/** NaN and the infinities, which Python's `json` reads, written as numbers that JSON has and that are as far from a text. */
export function withoutNaN(text: string): string {
  return new Tidier(text, { onlyNaN: true }).tidied()
}

/**
 * JSON out of a text that a lenient parser takes for it: with `NaN`, comments, trailing commas, raw control characters,
 * or text behind the value. What is truncated or otherwise broken stays as broken as it was.
 */
export function strictened(text: string): string {
  const strict = new Tidier(text, { onlyNaN: false }).tidied()
  const { error } = scanJson(strict)
  return error?.message === 'Extra data' ? strict.slice(0, error.position) : strict
}

const notANumber = /(?:NaN|Infinity)(?!\w)/y
const comment = /\/\/[^\n]*|\/\*/y

/** Walks over a text once; a hostile one must not cost more than its length. */
class Tidier {
  private readonly text: string
  private readonly onlyNaN: boolean
  private readonly parts: string[] = []
  private at = 0
  /** A comma that is only written when something follows it. */
  private comma = ''
  /** The latest character that means something; `,` at the start, where no comma may stand. */
  private last = ','

  constructor(text: string, { onlyNaN }: { onlyNaN: boolean }) {
    this.text = text
    this.onlyNaN = onlyNaN
  }

  tidied(): string {
    while (this.at < this.text.length) this.step()
    return this.parts.join('') + this.comma
  }

  private step(): void {
    const next = this.text[this.at] ?? ''
    if (this.replaced(notANumber, '1e999')) return
    if (next === '"') return this.string()
    if (!this.onlyNaN && this.skippedComment()) return
    if (next === ',' && !this.onlyNaN && !'{[,'.includes(this.last)) {
      this.comma = next
      this.last = next
    } else if (' \t\r\n'.includes(next)) {
      // White space does not decide about a comma before it.
      this.parts.push(next)
    } else {
      if (next === '}' || next === ']') this.comma = ''
      this.write(next)
    }
    this.at += 1
  }

  private write(part: string): void {
    this.parts.push(this.comma, part)
    this.comma = ''
    this.last = part.at(-1) ?? ''
  }

  private replaced(pattern: RegExp, replacement: string): boolean {
    pattern.lastIndex = this.at
    if (!pattern.test(this.text)) return false
    this.at = pattern.lastIndex
    this.write(replacement)
    return true
  }

  private skippedComment(): boolean {
    comment.lastIndex = this.at
    const [found] = comment.exec(this.text) ?? []
    if (found === undefined) return false
    const end = found === '/*' ? this.text.indexOf('*/', this.at) + 2 : this.at + found.length
    // One that is never closed swallows the rest.
    this.at = end < this.at + found.length ? this.text.length : end
    return true
  }

  private string(): void {
    let end = this.at + 1
    while (end < this.text.length && this.text[end] !== '"') end += this.text[end] === '\\' ? 2 : 1
    const whole = this.text.slice(this.at, end + 1)
    this.write(this.onlyNaN ? whole : whole.replaceAll(controlCharacter, escaped))
    this.at = end + 1
  }
}

// oxlint-disable-next-line no-control-regex -- control characters are what it is about
const controlCharacter = /[\u0000-\u001f]/g

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
