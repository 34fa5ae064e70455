import { needlesOf } from './masking/disguises.ts'
import { viewsOf } from './masking/escapes.ts'
import { isMarkName, markOf, markOpen } from './masking/marks.ts'
import type { Disguise } from './masking/marks.ts'
import { NeedleIndex } from './masking/needle-index.ts'

export { marksIn, mayHoldMarks, plain } from './masking/marks.ts'
export type { Disguise } from './masking/marks.ts'

/** A secret under this many characters cannot be told from ordinary text. */
export const shortestSecret = 16

/** An altered credential may have lost characters; what is left of it is masked down to this length. */
const shortestAltered = 8

/** Only so many short texts are remembered. */
const [mostKnown, longestKnown] = [2000, 80]

/** Thrown when a secret is too short to be masked safely. */
export class SecretTooShort extends Error {
  override readonly name = 'SecretTooShort'
  readonly code = 'SECRET_TOO_SHORT'

  constructor(name: string, length: number, least: number) {
    super(`The secret of ${name} has ${length} characters; it needs at least ${least}, or it could not be told from ordinary text.`)
  }
}

export interface MaskOptions {
  /** The text was cut off at its end: eight or more characters there that begin a secret are masked, too. */
  readonly truncated?: boolean
}

/**
 * Replaces known secrets by marks that name them, so that what is recorded is safe to show and a leak can still be seen:
 * `⟦revocable-7⟧`, or `⟦revocable-7:sha256⟧` for a disguise of it.
 *
 * Found are the secret as it is; base64 of it or of any text around it, in both alphabets; hex; MD5, SHA-1, SHA-256 and
 * SHA-512 in hex and base64; and all of these written with percent, JSON or HTML escapes, whole or in part. A secret in
 * other letter case is another text. Where secrets overlap the longer one wins and nothing of the other is left.
 *
 * A `⟦` that was there before is escaped; `plain` undoes that.
 */
export class Masker {
  readonly #names = new Map<string, string>()
  readonly #needles = new NeedleIndex()
  /** Short texts and what became of them, until another secret is known: names and values of fields come again and again. */
  readonly #known = new Map<string, string>()

  /**
   * Makes a secret known from now on. A secret that is known already keeps its first name.
   *
   * A name with `~`, such as `revocable-7~flipped`, is that of an altered credential, which may be as short as 8
   * characters.
   *
   * @throws SecretTooShort under 16 characters.
   * @throws RangeError for a name that cannot stand in a mark: empty, or with `⟦`, `⟧`, `:` or `!`.
   */
  add(secret: string, name: string): void {
    if (!isMarkName(name)) throw new RangeError(`"${name}" cannot name a secret: a name is not empty and holds no ⟦, ⟧, ":" or "!".`)
    const least = name.includes('~') ? shortestAltered : shortestSecret
    if (secret.length < least) throw new SecretTooShort(name, secret.length, least)
    if (this.#names.has(secret)) return
    this.#names.set(secret, name)
    this.#known.clear()
    for (const needle of needlesOf(secret, name)) this.#needles.add(needle)
  }

  /** Bytes with every known secret replaced; marks are UTF-8. The very same array when there is nothing to do. */
  mask(bytes: Uint8Array, options: MaskOptions = {}): Uint8Array {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
    const masked = this.#masked(text, options, asBytes)
    return masked === text ? bytes : Buffer.from(masked, 'latin1')
  }

  /** A text with every known secret replaced. */
  maskText(text: string, options: MaskOptions = {}): string {
    if (options.truncated === true || text.length > longestKnown) return this.#masked(text, options, asItIs)
    const known = this.#known.get(text)
    if (known !== undefined) return known
    const masked = this.#masked(text, options, asItIs)
    if (this.#known.size < mostKnown) this.#known.set(text, masked)
    return masked
  }

  #masked(text: string, options: MaskOptions, spell: (written: string) => string): string {
    const escaped = escaperOf(spell)
    const findings = this.#findings(text, options.truncated === true)
    if (findings.length === 0) return escaped(text)
    let masked = ''
    let read = 0
    for (const { start, end, name, form } of findings) {
      // Secrets that overlap share a stretch; it went with the first.
      if (end <= read) continue
      masked += escaped(text.slice(read, Math.max(read, start))) + spell(markOf(name, form))
      read = end
    }
    return masked + escaped(text.slice(read))
  }

  /** Where secrets stand, from left to right, the longest first among those that begin together. */
  #findings(text: string, truncated: boolean): Finding[] {
    if (this.#needles.isEmpty) return []
    const findings: Finding[] = []
    for (const view of viewsOf(text, truncated)) {
      const hits = this.#needles.search(view.text)
      const cut = truncated ? this.#needles.searchCut(view.text) : undefined
      for (const { start, end, needle } of cut === undefined ? hits : [...hits, cut]) {
        const form = needle.form === 'raw' ? (view.form ?? 'raw') : needle.form
        findings.push({ start: view.sourceOf(start), end: view.sourceOf(end), name: needle.name, form })
      }
    }
    if (findings.length < 2) return findings
    // The sort is stable: of equals, the one from the plainest view comes first.
    return findings.toSorted((a, b) => a.start - b.start || b.end - a.end)
  }
}

interface Finding {
  readonly start: number
  readonly end: number
  readonly name: string
  readonly form: Disguise
}

function asItIs(text: string): string {
  return text
}

function asBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}

/**
 * Escapes the bracket that opens a mark, also where JSON writes it as `\u27e6`: decoded, that would look like a mark. An
 * even number of backslashes before the `u` is no escape in JSON.
 */
function escaperOf(spell: (written: string) => string): (text: string) => string {
  const [open, escapedOpen] = [spell(markOpen), spell(`${markOpen}!\u27e7`)]
  return (text) => {
    const escaped = text.replaceAll(open, escapedOpen)
    return escaped.includes('\\') ? escaped.replaceAll(/(?<!\\)((?:\\\\)*\\u27e6)/giu, String.raw`$1!\u27e7`) : escaped
  }
}
