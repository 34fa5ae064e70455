/**
 * Looks over undici's shoulder at the bytes of one answer until its final head begins, for two things that undici keeps
 * to itself or gets wrong:
 *
 * - the minor version of HTTP in the status line;
 * - an interim 100 that was not asked for, which undici calls a bad response. A client must be able to read it (RFC 9110
 *   section 15.2), so it is handed on as 102, which undici skips.
 */
export class HeadWatch {
  /** Of the latest status line; `1.1` until one has come. */
  version: '1.0' | '1.1' = '1.1'
  #statusLine = ''
  #lineLength = 0
  #isInterim = false
  #isFinal = false

  /** Takes the next bytes; changes them in place where they say 100. */
  see(chunk: Uint8Array): void {
    for (let index = 0; index < chunk.length && !this.#isFinal; index += 1) {
      if (this.#isInterim) this.#seeInterim(chunk[index] ?? 0)
      else chunk[index] = this.#seeStatusLine(chunk[index] ?? 0)
    }
  }

  /** `HTTP/1.1 100`: the version is its eighth character, the status its tenth to twelfth. */
  #seeStatusLine(byte: number): number {
    this.#statusLine += String.fromCharCode(byte)
    if (this.#statusLine.length < 12) return byte
    const [, minor, status] = /^HTTP\/1\.([01]) (\d{3})$/.exec(this.#statusLine) ?? []
    if (minor === '0') this.version = '1.0'
    this.#isFinal = status === undefined || !status.startsWith('1') || status === '101'
    this.#isInterim = !this.#isFinal
    this.#statusLine = ''
    this.#lineLength = status === undefined ? 0 : 12
    return status === '100' ? '2'.charCodeAt(0) : byte
  }

  /** An interim head ends with an empty line; after that comes the next status line. */
  #seeInterim(byte: number): void {
    if (byte === 0x0a) {
      this.#isInterim = this.#lineLength > 0
      this.#lineLength = 0
    } else if (byte !== 0x0d) this.#lineLength += 1
  }
}
