import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Disconnected } from './frame/disconnected.tsx'
import { Header } from './frame/header.tsx'
import { PaneTabs } from './frame/pane-tabs.tsx'
import { pane } from './frame/panes.ts'
import { closeDetails, useShortcuts } from './frame/shortcuts.ts'
import { SignIn } from './frame/sign-in.tsx'
import { JournalPane } from './journal/journal-pane.tsx'
import { Announcer } from './parts/announcer.tsx'
import { Notices } from './parts/notices.tsx'
import { SessionProvider, world } from './session/current.ts'
import type { Session } from './session/session.ts'
import { sessionOf } from './session/session.ts'
import { SwitchesPane } from './switches/switches-pane.tsx'
import { TokensPane } from './tokens/tokens-pane.tsx'

/** The console: one world at a time, whose name is in the address. */
export function App(): VNode {
  const name = world.value
  const [session, setSession] = useState<Session>()
  useEffect(() => {
    const opened = sessionOf(name)
    setSession(opened)
    return () => opened.close()
  }, [name])
  return session?.client.world === name ? <World key={name} session={session} /> : <p class="loading">Opening the world {name}…</p>
}

function World({ session }: { session: Session }): VNode {
  useShortcuts()
  useEffect(() => () => closeDetails(), [])
  const isGone = session.connection.value === 'gone'
  const isOld = isGone || session.connection.value === 'lost'
  return (
    <SessionProvider value={session}>
      <Header />
      <Disconnected />
      <PaneTabs />
      <main aria-busy={!session.isLoaded.value}>
        <div class="panes" inert={session.isLocked.value || isGone} data-pane={pane.value} data-old={isOld ? '' : undefined}>
          <TokensPane />
          <JournalPane />
          <SwitchesPane />
        </div>
      </main>
      <Notices />
      <Announcer />
      {session.isLocked.value && <SignIn />}
    </SessionProvider>
  )
}
