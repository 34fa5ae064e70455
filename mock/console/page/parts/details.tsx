import type { ComponentChildren, VNode } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { isNarrow } from './narrow.ts'

/** What is known of the one thing that was chosen, beside the list it is in; over it where there is no room beside. */
export function Details({
  of,
  heading,
  onClose,
  children,
}: {
  of: string
  heading: ComponentChildren
  onClose: () => void
  children: ComponentChildren
}): VNode {
  const element = useRef<HTMLElement>(null)
  useLayoutEffect(() => keepFocus(element.current), [])
  return (
    <article class="details" aria-label={`Details of ${of}`} ref={element}>
      <header>
        {heading}
        <button type="button" class="quiet close" onClick={onClose}>
          Close
        </button>
      </header>
      <div class="scroll" tabIndex={0} role="group" aria-label={`What is known of ${of}`}>
        {children}
      </div>
    </article>
  )
}

/** Takes the focus where it would be covered, and gives it back when it would be lost. */
function keepFocus(element: HTMLElement | null): () => void {
  const before = document.activeElement
  if (isNarrow.value) element?.querySelector<HTMLElement>('.close')?.focus()
  return () => {
    if (element?.contains(document.activeElement) === true && before instanceof HTMLElement) before.focus()
  }
}
