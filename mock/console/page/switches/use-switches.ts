import type { SwitchChanges, Switches } from '../../../control/generated/types.ts'
import { attempt } from '../parts/notices.tsx'
import { useSession } from '../session/current.ts'

/** The switches as they are, and what sets some of them. */
export function useSwitches(): { readonly switches: Switches; readonly set: (changes: SwitchChanges, done: string) => void } {
  const { facts, client, inOrder } = useSession()
  const patch = async (changes: SwitchChanges): Promise<void> => {
    facts.switches.value = await client.ask<Switches>('switches', { method: 'PATCH', body: changes })
  }
  const set = (changes: SwitchChanges, done: string): void => void attempt(() => inOrder(() => patch(changes)), done)
  return { switches: facts.switches.value, set }
}
