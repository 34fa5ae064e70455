import { useSignal } from '@preact/signals'
import type { VNode } from 'preact'
import { announce } from './announcer.tsx'
import { copyText } from './copy-text.ts'
import { attempt } from './notices.tsx'

/** Copies a text, and says so. */
export function CopyButton({
  text,
  label = 'Copy',
  about,
  name = `${label} ${about}`,
  ...rest
}: {
  text: string
  label?: string
  /** What is copied, for who cannot see where the button stands. */
  about: string
  /** The name of the button, where its label and what is copied make none. */
  name?: string
  tabIndex?: number
}): VNode {
  const isDone = useSignal(false)
  const copy = async (): Promise<void> => {
    isDone.value = await attempt(() => copyText(text))
    if (!isDone.value) return
    announce(`Copied ${about}`)
    setTimeout(() => (isDone.value = false), 1500)
  }
  return (
    <button type="button" class="quiet copy" aria-label={name} onClick={() => void copy()} {...rest}>
      {isDone.value ? 'Copied' : label}
    </button>
  )
}
