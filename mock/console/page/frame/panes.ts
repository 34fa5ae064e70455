import type { Signal } from '@preact/signals'
import { signal } from '@preact/signals'

/** The three parts of the page, in the order of their weight. */
export const panes = [
  { name: 'tokens', title: 'Tokens', key: 't' },
  { name: 'journal', title: 'Journal', key: 'j' },
  { name: 'switches', title: 'Switches', key: 's' },
] as const

export type Pane = (typeof panes)[number]['name']

/** The part that is shown where there is no room for all of them. */
export const pane: Signal<Pane> = signal('tokens')

/** Shows a part and puts the focus on its heading. */
export function goTo(name: Pane): void {
  pane.value = name
  queueMicrotask(() => document.querySelector<HTMLElement>(`#${name}`)?.focus())
}
