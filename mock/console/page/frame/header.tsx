import { useSignal } from '@preact/signals'
import type { VNode } from 'preact'
import { CopyButton } from '../parts/copy-button.tsx'
import { mockUrl } from '../parts/mock-url.ts'
import type { Connection } from '../wire/stream.ts'
import { useSession } from '../session/current.ts'
import { Help } from './help.tsx'
import { ResetDialog } from './reset-dialog.tsx'
import { isHelpOpen } from './shortcuts.ts'
import { SwitchedOn } from './switched-on.tsx'
import { WorldSelect } from './world-select.tsx'

/** What is looked at, whether it is live, and what is out of the ordinary. */
export function Header(): VNode {
  const isResetting = useSignal(false)
  const isGone = useSession().connection.value === 'gone'
  return (
    <header class="top">
      <h1>
        <svg viewBox="0 0 32 32" width="22" height="22" aria-hidden="true">
          <rect width="32" height="32" rx="8" />
          <circle cx="16" cy="16" r="7" />
          <path d="M11 21 21 11" />
        </svg>
        Mock console
      </h1>
      <p class="address">
        <code>{mockUrl}</code>
        <CopyButton text={mockUrl} about="the address of the mock" />
      </p>
      {!isGone && <SwitchedOn />}
      <div class="tools">
        <ConnectionBadge />
        <WorldSelect />
        <button type="button" disabled={isGone} onClick={() => (isResetting.value = true)}>
          Reset…
        </button>
        <button type="button" class="quiet" aria-label="Keys" onClick={() => (isHelpOpen.value = true)}>
          <kbd>?</kbd>
        </button>
      </div>
      {isResetting.value && <ResetDialog onClose={() => (isResetting.value = false)} />}
      {isHelpOpen.value && <Help />}
    </header>
  )
}

function ConnectionBadge(): VNode {
  const { connection, refusal } = useSession()
  const isRefused = connection.value === 'lost' && refusal.value !== undefined
  return (
    <span class="badge" data-connection={connection.value}>
      {isRefused ? 'Refused' : words[connection.value]}
    </span>
  )
}

const words: Readonly<Record<Connection, string>> = {
  connecting: 'Connecting',
  open: 'Live',
  lost: 'Disconnected',
  paused: 'Paused',
  gone: 'Forgotten',
}
