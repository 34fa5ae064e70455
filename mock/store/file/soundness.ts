import { statSync } from 'node:fs'
import { StoreError } from '../store-error.ts'
import { isDamage, storeErrorOf } from './sqlite-errors.ts'

/**
 * Whether the file of a store can be relied on. Once it has turned out damaged, or is not where it was, nothing more is read
 * from it or written to it: what is sound in it stays so. A mock that is started again looks at all of it.
 */
export interface Soundness {
  /** Runs a read, and translates how it fails. */
  readonly reading: <Result>(read: () => Result) => Result
  /** What SQLite says, as a store says it. */
  errorOf(cause: unknown): StoreError
  /** @throws StoreError once it was found damaged or lost. */
  assertSound(): void
  /** @throws StoreError when it is not where it was. What is written to it then is lost. */
  assertThere(): void
}

export function soundnessOf(file: string): Soundness {
  const { dev, ino } = statSync(file)
  let unsound: StoreError | undefined
  const soundness: Soundness = {
    reading(read) {
      if (unsound !== undefined) throw unsound
      try {
        return read()
      } catch (cause) {
        throw soundness.errorOf(cause)
      }
    },
    errorOf(cause) {
      const error = storeErrorOf(cause)
      if (isDamage(cause)) unsound ??= error
      return error
    },
    assertSound() {
      if (unsound !== undefined) throw unsound
    },
    assertThere() {
      const now = statSync(file, { throwIfNoEntry: false })
      if (now?.ino === ino && now.dev === dev) return
      unsound ??= new StoreError('BROKEN', 'The file of the store is not where it was. Put it back, and start the mock again.')
      throw unsound
    },
  }
  return soundness
}
