import { useSignal } from '@preact/signals'
import type { ComponentChildren, VNode } from 'preact'
import type { ListedToken } from '../../../control/generated/types.ts'
import { Details } from '../parts/details.tsx'
import { CopyButton } from '../parts/copy-button.tsx'
import { Foreign } from '../parts/foreign.tsx'
import { dateTime } from '../parts/instants.ts'
import { useSession } from '../session/current.ts'
import { tryTarget } from '../try-it/choice.ts'
import { goTo } from '../frame/panes.ts'
import { chosenToken } from './chosen.ts'
import { expireToken, revokeToken } from './token-actions.ts'

/** Everything about one token. */
export function TokenDetails({ token }: { token: ListedToken }): VNode {
  const { id, jti, name, email, owner, kind, state, secret, expires_at } = token
  return (
    <Details
      of={name}
      onClose={() => (chosenToken.value = undefined)}
      heading={
        <>
          <h3>{name}</h3>
          <span class="state" data-state={state}>
            {state}
          </span>
        </>
      }
    >
      <dl class="facts">
        <Fact name="Secret">
          {secret === undefined ? (
            <span class="dim">shown once, when it was issued</span>
          ) : (
            <Copied text={secret} about={`the secret of ${name}`} />
          )}
        </Fact>
        <Fact name="id">
          <Copied text={id} about={`the id of ${name}`} />
        </Fact>
        <Fact name="jti">
          <Copied text={jti} about={`the jti of ${name}`} />
        </Fact>
        <Fact name="Kind">{kind}</Fact>
        <Fact name="Holder">
          {email} ({owner})
        </Fact>
        <Fact name="Expires">
          <time dateTime={expires_at}>{dateTime(expires_at)}</time>
        </Fact>
        {token.revoked_at !== undefined && (
          <>
            <Fact name="Revoked">
              <time dateTime={token.revoked_at}>{dateTime(token.revoked_at)}</time> by {token.revoked_by}
            </Fact>
            <Fact name="Reason">
              {typeof token.revocation_reason === 'string' ? (
                <Foreign text={token.revocation_reason} />
              ) : (
                <span class="dim">none was given</span>
              )}
            </Fact>
          </>
        )}
      </dl>
      <TokenActions token={token} />
    </Details>
  )
}

function TokenActions({ token }: { token: ListedToken }): VNode {
  const session = useSession()
  const reason = useSignal('')
  const revoke = (event: SubmitEvent): void => {
    event.preventDefault()
    void revokeToken(session, token, reason.value)
  }
  const tryIt = (): void => {
    tryTarget.value = token.id
    goTo('journal')
  }
  return (
    <form class="line" onSubmit={revoke}>
      {token.state !== 'revoked' && (
        <>
          <input
            aria-label="Reason for the revocation"
            placeholder="Reason, if any"
            value={reason.value}
            onInput={({ currentTarget }) => (reason.value = currentTarget.value)}
          />
          <button type="submit">Revoke</button>
        </>
      )}
      {token.state === 'live' && (
        <button type="button" onClick={() => void expireToken(session, token)}>
          Expire
        </button>
      )}
      <button type="button" class="quiet" onClick={tryIt}>
        Try a revocation
      </button>
    </form>
  )
}

function Fact({ name, children }: { name: string; children: ComponentChildren }): VNode {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

function Copied({ text, about }: { text: string; about: string }): VNode {
  return (
    <span class="copied">
      <code>{text}</code>
      <CopyButton text={text} about={about} />
    </span>
  )
}
