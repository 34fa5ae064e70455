import type { VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { attempt } from '../parts/notices.tsx'
import { useSession } from '../session/current.ts'

/** Asks for the control token of a mock that is shared. */
export function SignIn(): VNode {
  const { signIn } = useSession()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const token = new FormData(event.currentTarget as HTMLFormElement).get('token') as string
    void attempt(() => signIn(token))
  }
  return (
    <section class="curtain" aria-labelledby="guarded">
      <form class="sign-in" onSubmit={submit}>
        <h2 id="guarded">This mock is guarded</h2>
        <p>It was started with --control-token. Whoever started it knows the token.</p>
        <label>
          Control token
          <input ref={field} name="token" type="password" autocomplete="current-password" required />
        </label>
        <button type="submit" class="primary">
          Open the console
        </button>
      </form>
    </section>
  )
}
