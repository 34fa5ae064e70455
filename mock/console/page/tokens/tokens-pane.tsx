import { useSignal } from '@preact/signals'
import type { VNode } from 'preact'
import { useMemo } from 'preact/hooks'
import type { ListedToken } from '../../../control/generated/types.ts'
import { VirtualTable } from '../parts/virtual-table.tsx'
import { useSession } from '../session/current.ts'
import { chosenToken } from './chosen.ts'
import { IssueForm } from './issue-form.tsx'
import { IssuedSecrets } from './issued-secrets.tsx'
import { TokenCells } from './token-cells.tsx'
import { TokenDetails } from './token-details.tsx'

const states = ['all', 'live', 'revoked', 'expired'] as const

/** Every token of the world with its state, and what can be done to it. */
export function TokensPane(): VNode {
  const session = useSession()
  const words = useSignal('')
  const state = useSignal<(typeof states)[number]>('all')
  const tokens = session.tokens.value
  const shown = useMemo(
    () => tokens.filter((token) => (state.value === 'all' || token.state === state.value) && matches(token, words.value)),
    [tokens, words.value, state.value],
  )
  const chosen = tokens.find(({ id }) => id === chosenToken.value)
  return (
    <section class="pane tokens" aria-labelledby="tokens">
      <header>
        <h2 id="tokens" tabIndex={-1}>
          Tokens <span class="count">{tokens.length.toLocaleString()}</span>
        </h2>
        <IssueForm />
      </header>
      <div class="filters">
        <input
          type="search"
          aria-label="Filter the tokens"
          placeholder="Name, e-mail, id"
          value={words.value}
          onInput={({ currentTarget }) => (words.value = currentTarget.value)}
        />
        <select
          aria-label="State"
          value={state.value}
          onChange={({ currentTarget }) => (state.value = currentTarget.value as (typeof states)[number])}
        >
          {states.map((name) => (
            <option key={name} value={name}>
              {name === 'all' ? 'every state' : name}
            </option>
          ))}
        </select>
      </div>
      <IssuedSecrets />
      <VirtualTable
        label="Tokens"
        columns={['Token', 'State', 'Actions', 'Holder and history']}
        rows={shown}
        keyOf={({ id }) => id}
        height={52}
        chosen={chosenToken.value}
        empty={session.isLoaded.value ? 'No token is like that.' : undefined}
        onWalk={({ id }) => chosenToken.value !== undefined && (chosenToken.value = id)}
        cells={(token, opener) => <TokenCells token={token} opener={opener} />}
      />
      {chosen !== undefined && <TokenDetails token={chosen} />}
    </section>
  )
}

function matches({ name, email, id, jti }: ListedToken, words: string): boolean {
  return `${name}\n${email}\n${id}\n${jti}`.toLowerCase().includes(words.trim().toLowerCase())
}
