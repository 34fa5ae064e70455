import type { Signal } from '@preact/signals'
import { signal } from '@preact/signals'

/** The id of the token whose details are shown. */
export const chosenToken: Signal<string | undefined> = signal(undefined)
