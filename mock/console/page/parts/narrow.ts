import type { ReadonlySignal } from '@preact/signals'
import { signal } from '@preact/signals'

const query = matchMedia('(max-width: 899px)')
const matches = signal(query.matches)
query.addEventListener('change', () => (matches.value = query.matches))

/** Whether there is room for one column only; style/layout.css draws the same line. */
export const isNarrow: ReadonlySignal<boolean> = matches
