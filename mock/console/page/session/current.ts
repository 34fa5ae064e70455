import type { ReadonlySignal } from '@preact/signals'
import { signal } from '@preact/signals'
import type { Provider } from 'preact'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Session } from './session.ts'

const SessionContext = createContext<Session | undefined>(undefined)

/** What is below it looks at this world. */
export const SessionProvider: Provider<Session | undefined> = SessionContext.Provider

/** The world this part of the page looks at. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (session === undefined) throw new Error('There is no session around this component.')
  return session
}

const inAddress = (): string => new URLSearchParams(location.search).get('world') ?? 'default'

const chosen = signal(inAddress())

/** The world this page looks at. It stands in the address, so that a link leads to it. */
export const world: ReadonlySignal<string> = chosen

export function goToWorld(name: string): void {
  history.pushState(null, '', name === 'default' ? location.pathname : `?${new URLSearchParams({ world: name })}`)
  chosen.value = name
}

/** Follows the browser's way back and forth. */
export function followAddress(): void {
  addEventListener('popstate', () => (chosen.value = inAddress()))
}
