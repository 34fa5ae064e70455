import type { VNode } from 'preact'
import type { ListedToken } from '../../../control/generated/types.ts'
import { CopyButton } from '../parts/copy-button.tsx'
import { Foreign } from '../parts/foreign.tsx'
import { distance } from '../parts/instants.ts'
import { tickingNow } from '../session/ticking.ts'
import type { Opener } from '../parts/virtual-table.tsx'
import { Cell } from '../parts/virtual-table.tsx'
import { useSession } from '../session/current.ts'
import { chosenToken } from './chosen.ts'
import { revokeToken } from './token-actions.ts'

/** One row: what the token is, how it stands, what is done to it most. */
export function TokenCells({ token, opener }: { token: ListedToken; opener: Opener }): VNode {
  const session = useSession()
  const { id, name, secret, state } = token
  const open = (): void => {
    chosenToken.value = chosenToken.value === id ? undefined : id
  }
  return (
    <>
      <Cell name="token">
        <button type="button" class="opener" aria-expanded={chosenToken.value === id} onClick={open} {...opener}>
          {name}
        </button>
      </Cell>
      <Cell name="standing">
        <span class="state" data-state={state}>
          {state}
        </span>
      </Cell>
      <Cell name="actions">
        {secret !== undefined && (
          <CopyButton
            text={secret}
            label="Secret"
            name={`Secret of ${name}: copy`}
            about={`the secret of ${name}`}
            tabIndex={opener.tabIndex}
          />
        )}
        {state !== 'revoked' && (
          <button
            type="button"
            class="quiet"
            aria-label={`Revoke ${name}`}
            tabIndex={opener.tabIndex}
            onClick={() => void revokeToken(session, token)}
          >
            Revoke
          </button>
        )}
      </Cell>
      <Cell name="past">
        <span class="dim">
          <Past token={token} />
        </span>
      </Cell>
    </>
  )
}

/** When, by whom and why a token was revoked; else who holds it, and when its time is over, as long as that is to be seen. */
function Past({ token }: { token: ListedToken }): VNode {
  const now = tickingNow(useSession().facts.time.value)
  const { state, email, revoked_at, revoked_by, revocation_reason, expires_at } = token
  if (state === 'revoked' && revoked_at !== undefined) {
    return (
      <>
        {`${distance(Date.parse(revoked_at), now)} by ${revoked_by ?? 'nobody'}`}
        {typeof revocation_reason === 'string' && (
          <>
            : <Foreign text={revocation_reason} />
          </>
        )}
      </>
    )
  }
  const at = Date.parse(expires_at)
  if (at - now > aYear) return <>{email}</>
  return <>{`${email} · ${at <= now ? 'expired' : 'expires'} ${distance(at, now)}`}</>
}

const aYear = 31_557_600_000
