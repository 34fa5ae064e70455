import type { Signal } from '@preact/signals'
import { signal } from '@preact/signals'

/** The token to be revoked, by id; chosen in another part of the page, too. Empty: the first that can be. */
export const tryTarget: Signal<string> = signal('')
