import type { Signal } from '@preact/signals'
import { signal } from '@preact/signals'

/** The id of the entry whose details are shown. */
export const chosenEntry: Signal<number | undefined> = signal(undefined)
