import type { VNode } from 'preact'
import { CopyButton } from '../parts/copy-button.tsx'
import { useSession } from '../session/current.ts'

/** The secrets of what was just issued: this once. */
export function IssuedSecrets(): VNode | null {
  const { issued, hideIssued } = useSession()
  if (issued.value.length === 0) return null
  return (
    <div class="issued" role="group" aria-label="Just issued">
      {issued.value.map(({ id, name, secret }) => (
        <p key={id}>
          <strong>{name}</strong>
          <span class="copied">
            <code>{secret}</code>
            <CopyButton text={secret} about={`the secret of ${name}`} />
          </span>
        </p>
      ))}
      <p>
        <span class="dim">Shown this once. Until this page is left, you can try it as a caller.</span>
        <button type="button" class="quiet" onClick={hideIssued}>
          Hide
        </button>
      </p>
    </div>
  )
}
