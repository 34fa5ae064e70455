import type { VNode } from 'preact'
import { goToWorld, useSession } from '../session/current.ts'

/** Says that what is shown may be old, or is of a world that is no more. */
export function Disconnected(): VNode {
  const { connection, isLocked } = useSession()
  // A guarded mock is there, it only asks for its token.
  const isLost = connection.value === 'lost' && !isLocked.value
  const isGone = connection.value === 'gone'
  return (
    <div role="status" class="disconnected" hidden={!isLost && !isGone}>
      {isLost && <Lost />}
      {isGone && <Gone />}
    </div>
  )
}

function Lost(): VNode {
  const { refusal, retry } = useSession()
  return (
    <p>
      {refusal.value === undefined ? (
        <>
          <strong>Disconnected from the mock.</strong> What you see may be old.
        </>
      ) : (
        <>
          <strong>The mock refuses this page.</strong> {refusal.value}
        </>
      )}{' '}
      It is tried again by itself.
      <button type="button" onClick={retry}>
        Try now
      </button>
    </p>
  )
}

function Gone(): VNode {
  const { client, makeAnew } = useSession()
  return (
    <p>
      <strong>The world {client.world} has been forgotten.</strong> What you see is what it was last.
      <button type="button" onClick={makeAnew}>
        Make it anew
      </button>
      <button type="button" onClick={() => goToWorld('default')}>
        Go to default
      </button>
    </p>
  )
}
