import type { ComponentChildren, VNode } from 'preact'

/** One kind of switch, folded away until it is wanted. */
export function Group({
  title,
  state,
  isOn,
  onOpen,
  children,
}: {
  title: string
  /** What is on, in a few words. */
  state: string
  isOn: boolean
  onOpen?: () => void
  children: ComponentChildren
}): VNode {
  return (
    <details class="group" data-on={isOn ? '' : undefined} onToggle={({ currentTarget }) => currentTarget.open && onOpen?.()}>
      <summary>
        <h3>{title}</h3>
        <span class="now">{state}</span>
      </summary>
      <div class="inside">{children}</div>
    </details>
  )
}
