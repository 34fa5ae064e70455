/** How many characters of text are remembered: those that are alike come close together. */
const most = 8_000_000

/** What was read from texts, by the text. When there are too many, all are forgotten. */
export class Known<Value> {
  readonly #values = new Map<string, Value>()
  #room = most

  get(text: string): Value | undefined {
    return this.#values.get(text)
  }

  /**
   * @param text No part of a longer text, which would be kept with it.
   * @returns The value.
   */
  add(text: string, value: Value): Value {
    this.#room -= text.length
    if (this.#room < 0) {
      this.#values.clear()
      this.#room = most - text.length
    }
    if (this.#room >= 0) this.#values.set(text, value)
    return value
  }
}
