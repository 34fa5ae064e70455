import type { RandomBytes } from '../model/random.ts'

/** One thing about a mock that can be switched while it runs. */
export interface Switch<Value> {
  /** How it is when nobody has said anything. */
  readonly off: Value
  /** What a value is; completes "Input should be …" for whoever gave something else. */
  readonly form: string
  /**
   * Looks at a value that fits its schema.
   *
   * @throws MockError when it makes no sense all the same.
   */
  readonly check: (value: Value) => void
}

/** A number from 0 up to, but not including, 1. */
export function uniform(random: RandomBytes): number {
  const [a = 0, b = 0, c = 0, d = 0] = random(4)
  return (a * 0x100_0000 + b * 0x1_0000 + c * 0x100 + d) / 0x1_0000_0000
}
