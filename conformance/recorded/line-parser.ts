/** How many answers are remembered. Those that are alike come close together: their `Date` is of one second. */
const most = 4096

const [before, after] = [',"response":{', ',"failure":null}']

/**
 * Parses a recording line by line. Thousands of answers are alike to the last byte, so each is parsed once, and the
 * exchanges that got it share one object, and with it all that is derived from it.
 */
export class LineParser {
  readonly #answers = new Map<string, unknown>()

  /** What stands in a line. @throws SyntaxError where it is no JSON. */
  parse(line: Buffer): unknown {
    return this.#exchangeIn(line) ?? JSON.parse(line.toString())
  }

  /** `undefined` where the line is none with an answer, or is not written as a recorder writes it. */
  #exchangeIn(line: Buffer): unknown {
    // No text in JSON holds a bare quotation mark, so this is a property, and the first half is whole only if it is the event's own.
    const begin = line.indexOf(before)
    const rest = begin < 0 ? '' : line.toString('latin1', begin)
    if (!rest.endsWith(after)) return undefined
    try {
      const exchange = JSON.parse(`${line.toString('utf8', 0, begin)},"response":null${after}`) as { response: unknown }
      exchange.response = this.#answerIn(rest, line.subarray(begin + before.length - 1, line.length - after.length))
      return exchange
    } catch {
      return undefined
    }
  }

  #answerIn(rest: string, text: Buffer): unknown {
    const known = this.#answers.get(rest)
    if (known !== undefined) return known
    const answer: unknown = JSON.parse(text.toString())
    if (this.#answers.size >= most) this.#answers.clear()
    this.#answers.set(rest, answer)
    return answer
  }
}
