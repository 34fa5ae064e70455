import fc from 'fast-check'

/**
 * An arbitrary whose hand-written examples shrink, too: `partsOf` gives smaller inputs for one that was not generated.
 * Generated values shrink as the inner arbitrary shrinks them.
 */
export function withParts<Input>(inner: fc.Arbitrary<Input>, partsOf: (input: Input) => readonly Input[]): fc.Arbitrary<Input> {
  return new WithParts(inner, partsOf)
}

/** For inputs that are lists: first each element alone, then the halves. */
export function listParts<Element>(list: readonly Element[]): Element[][] {
  if (list.length < 2) return []
  const middle = Math.ceil(list.length / 2)
  return [...list.map((element) => [element]), list.slice(0, middle), list.slice(middle)]
}

class WithParts<Input> extends fc.Arbitrary<Input> {
  readonly #inner: fc.Arbitrary<Input>
  readonly #partsOf: (input: Input) => readonly Input[]

  constructor(inner: fc.Arbitrary<Input>, partsOf: (input: Input) => readonly Input[]) {
    super()
    this.#inner = inner
    this.#partsOf = partsOf
  }

  override generate(random: fc.Random, biasFactor: number | undefined): fc.Value<Input> {
    return this.#inner.generate(random, biasFactor)
  }

  override canShrinkWithoutContext(value: unknown): value is Input {
    return value !== undefined
  }

  override shrink(value: Input, context: unknown): fc.Stream<fc.Value<Input>> {
    if (context !== undefined) return this.#inner.shrink(value, context)
    return fc.stream(this.#partsOf(value)[Symbol.iterator]()).map((part) => new fc.Value(part, undefined))
  }
}
