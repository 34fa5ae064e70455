import { useSignal } from '@preact/signals'
import type { VNode } from 'preact'
import type { TokenKind } from '../../../control/generated/types.ts'
import { attempt } from '../parts/notices.tsx'
import { useSession } from '../session/current.ts'

/** Issues one more token of a kind. */
export function IssueForm(): VNode {
  const session = useSession()
  const kind = useSignal<TokenKind>('revocable')
  return (
    <form
      class="line issue"
      onSubmit={(event) => {
        event.preventDefault()
        void attempt(() => session.issue({ kind: kind.value }), 'A token was issued; its secret is shown once')
      }}
    >
      <select
        aria-label="Kind of token"
        value={kind.value}
        onChange={({ currentTarget }) => (kind.value = currentTarget.value as TokenKind)}
      >
        {session.facts.catalogue.value.kinds.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
      <button type="submit">Issue</button>
    </form>
  )
}
