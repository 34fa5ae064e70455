import type { VNode } from 'preact'
import { useSession } from '../session/current.ts'

/** Says that what is shown may be old. */
export function Disconnected(): VNode {
  const { connection, isLocked, retry } = useSession()
  // A guarded mock is there, it only asks for its token.
  const isLost = connection.value === 'lost' && !isLocked.value
  return (
    <div role="status" class="disconnected" hidden={!isLost}>
      {isLost && (
        <p>
          <strong>Disconnected from the mock.</strong> What you see may be old. It is tried again by itself.
          <button type="button" onClick={retry}>
            Try now
          </button>
        </p>
      )}
    </div>
  )
}
