import type { Signal } from '@preact/signals'
import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { chosenEntry } from '../journal/chosen.ts'
import { chosenToken } from '../tokens/chosen.ts'
import { goTo, panes } from './panes.ts'

/** One key, what it does, and how to do it. */
export interface Shortcut {
  readonly key: string
  readonly does: string
  readonly act: () => void
}

const place = 'single-keys'

/** Whether single keys do something; speech input and screen readers may want them for themselves (WCAG 2.1.4). */
export const areKeysOn: Signal<boolean> = signal(localStorage.getItem(place) !== 'off')

export function switchKeys(on: boolean): void {
  areKeysOn.value = on
  localStorage.setItem(place, on ? 'on' : 'off')
}

export const isHelpOpen: Signal<boolean> = signal(false)

export const shortcuts: readonly Shortcut[] = [
  ...panes.map(({ name, title, key }) => ({ key, does: `Go to ${title.toLowerCase()}`, act: () => goTo(name) })),
  { key: 'r', does: 'Try a revocation', act: () => focus('journal', '#try-caller') },
  { key: '/', does: 'Filter the journal', act: () => focus('journal', '#journal-filter') },
  { key: 'Escape', does: 'Close the details', act: closeDetails },
  { key: '?', does: 'Show the keys', act: () => (isHelpOpen.value = true) },
]

/** Makes the keys work as long as the page is not typed into. */
export function useShortcuts(): void {
  useEffect(() => {
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}

function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
  const target = event.target as Element
  if (target.closest('dialog') !== null) return
  const isTyped = target.matches('input, select, textarea')
  if (event.key !== 'Escape' && (isTyped || !areKeysOn.value)) return
  const shortcut = shortcuts.find(({ key }) => key === event.key)
  if (shortcut === undefined) return
  event.preventDefault()
  shortcut.act()
}

function focus(pane: 'journal', selector: string): void {
  goTo(pane)
  queueMicrotask(() => document.querySelector<HTMLElement>(selector)?.focus())
}

/** Shows the lists alone again. */
export function closeDetails(): void {
  chosenEntry.value = undefined
  chosenToken.value = undefined
}
