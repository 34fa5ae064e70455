import type { VNode } from 'preact'
import { visible } from '../../../journal/visible.ts'

/** Text that a client sent: text only, whatever is in it, and of its own direction. */
export function Foreign({ text }: { text: string }): VNode {
  return (
    <bdi class="foreign" dir="auto">
      {visible(text)}
    </bdi>
  )
}
