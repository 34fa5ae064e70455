import type { Closure } from './closure.ts'

/** How many requests a case is expected to make, as long as none of its scenario has ended. */
const usual = 8

/** The cases that are under way, and what they may still send: each as much as the longest of its scenario did. */
export class Begun {
  readonly #closure: Closure
  readonly #cases = new Map<string, string>()
  readonly #longest = new Map<string, number>()

  constructor(closure: Closure) {
    this.#closure = closure
  }

  /** How many requests the cases under way, and one more of a scenario, may still make. */
  requestsWith(scenario: string): number {
    const left = [...this.#cases].map(([id, of]) => Math.max(0, this.#longestOf(of) - this.#closure.sizeOf(id)))
    return left.reduce((sum, count) => sum + count, this.#longestOf(scenario))
  }

  begin(scenario: string, id: string): void {
    this.#cases.set(id, scenario)
  }

  end(scenario: string, id: string): void {
    this.#cases.delete(id)
    this.#longest.set(scenario, Math.max(this.#longestOf(scenario), this.#closure.sizeOf(id)))
  }

  #longestOf(scenario: string): number {
    return this.#longest.get(scenario) ?? usual
  }
}
