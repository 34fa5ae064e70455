import { useSignal } from '@preact/signals'
import type { VNode } from 'preact'

/** Asks for the name of something new. */
export function NameForm({ label, action, onName }: { label: string; action: string; onName: (name: string) => void }): VNode {
  const name = useSignal('')
  return (
    <form
      class="line"
      onSubmit={(event) => {
        event.preventDefault()
        onName(name.value)
        name.value = ''
      }}
    >
      <input
        aria-label={label}
        placeholder={label}
        required
        pattern="[\w.\-]{1,64}"
        title="1 to 64 letters, digits, '.', '_' and '-'"
        value={name.value}
        onInput={({ currentTarget }) => (name.value = currentTarget.value)}
      />
      <button type="submit">{action}</button>
    </form>
  )
}
