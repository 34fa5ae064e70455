/** So many at once; the others wait for their turn, in order. */
export class Seats {
  readonly #count: number
  #free: number
  readonly #waiting: { readonly width: number; readonly sit: () => void }[] = []

  constructor(count: number) {
    this.#count = count
    this.#free = count
  }

  /** Does something while seats are taken for it: one, or as many as it is wide, which may be all of them. */
  async seated<Value>(width: number, act: () => Promise<Value>): Promise<Value> {
    const taken = Math.min(width, this.#count)
    await new Promise<void>((sit) => {
      this.#waiting.push({ width: taken, sit })
      this.#admit()
    })
    try {
      return await act()
    } finally {
      this.#free += taken
      this.#admit()
    }
  }

  #admit(): void {
    for (;;) {
      const [next] = this.#waiting
      if (next === undefined || next.width > this.#free) return
      this.#waiting.shift()
      this.#free -= next.width
      next.sit()
    }
  }
}
