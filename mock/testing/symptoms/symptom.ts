import type { TokenItem } from '../../control/generated/types.ts'
import type { TokenKind } from '../../model/token.ts'
import type { Bench } from '../setup.ts'
import type { Reply } from '../wire.ts'

/** Whether a mock shows what a fault does; never true of a correct one. */
export type Symptom = (bench: Bench) => Promise<boolean>

/** A fault by its name (with a number that keeps the test short), and what shows it. */
export type Symptoms = Readonly<Record<string, Symptom>>

/** One more token. */
export async function one({ mock }: Bench, kind: TokenKind = 'revocable'): Promise<TokenItem> {
  const [token] = await mock.issue(kind)
  if (token === undefined) throw new Error(`No ${kind} was issued.`)
  return token
}

/** One more token of the same owner. */
export async function sibling({ send }: Bench, { kind, owner }: TokenItem): Promise<TokenItem> {
  const reply = await send({ path: '/_mock/tokens', as: null, body: JSON.stringify({ kind, owner }) })
  const { tokens } = reply.json as { tokens: [TokenItem] }
  return tokens[0]
}

/** The `data` of a 201. */
export function dataOf(reply: Reply): Readonly<Record<string, unknown>> {
  return (reply.json as { data?: Readonly<Record<string, unknown>> } | undefined)?.data ?? {}
}

/** A symptom that is a status: revoking a fresh token, with this much different, gets it. */
export function answers(
  status: number,
  sent: Parameters<Bench['revoke']>[1] | ((bench: Bench) => Parameters<Bench['revoke']>[1]),
): Symptom {
  return async (bench) => {
    const target = await one(bench)
    const reply = await bench.revoke(target.id, typeof sent === 'function' ? sent(bench) : sent)
    return reply.status === status
  }
}

export function later(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
