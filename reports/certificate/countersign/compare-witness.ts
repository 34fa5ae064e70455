import { givenContract } from '../../../contract/index.ts'
import type { Exchange, History } from '../../../conformance/index.ts'

/**
 * Where a run and what a proxy saw of it differ, exchange by exchange; each difference in a clause, empty where there is
 * none. What the proxy saw of the operation must all be in the evidence, and what the evidence says of issued tokens must
 * all have passed the proxy. Marks name other tokens on either side, so that only where they stand is compared; answers
 * that were lost on the way can be had on one side only.
 */
export function witnessProblems(run: History, witness: History): readonly string[] {
  const told = run.exchanges.filter(({ door }) => door === 'target')
  const seen = witness.exchanges.filter(isOnOperation)
  const whole = told.filter(isWhole)
  const invented = left(whole.filter(isOnOperation).filter(isOfToken), seen, answered)
  const hidden = left(seen.filter(isAnswered), whole, answered)
  // A client may have gone away before the answer came, and of raw bytes a proxy reads what they resemble: of both the
  // path must do.
  const loose = told.filter((exchange) => !isWhole(exchange))
  const lost = left(hidden, loose, pathOf)
  return [
    ...(seen.length === 0 ? ['the proxy saw nothing of it'] : []),
    ...(invented.length === 0
      ? []
      : [`${invented.length} exchanges of the evidence did not pass the proxy, exchange ${invented[0]?.id} among them`]),
    ...(lost.length === 0
      ? []
      : [`${lost.length} exchanges that passed the proxy are not in the evidence, exchange ${lost[0]?.id} of the proxy among them`]),
  ]
}

const [before = '', after = ''] = givenContract.path.split('{token_id}')

/** Whether the path is that of the operation, below whatever prefix. */
function isOnOperation({ request }: Exchange): boolean {
  const [path = ''] = request.target.split('?')
  return path.includes(before) && path.endsWith(after) && !path.slice(path.indexOf(before) + before.length, -after.length).includes('/')
}

function pathOf({ request: { target } }: Exchange): string {
  return unnamed([target.slice(target.indexOf(before))])
}

/** Whether it bears the credential of an issued token as it is: of others, a proxy may not know what they are. */
function isOfToken({ request }: Exchange): boolean {
  const credentials = request.headers.filter(([name]) => name.toLowerCase() === 'authorization')
  return credentials.length === 1 && /^Bearer ⟦[^⟧:~]+⟧$/.test(credentials[0]?.[1] ?? '')
}

function isWhole(exchange: Exchange): boolean {
  return isAnswered(exchange) && exchange.request.framing !== 'raw'
}

function isAnswered({ response, end }: Exchange): boolean {
  return response !== null && end !== null
}

/** The exchanges without a counterpart; each counterpart counts once. */
function left(
  exchanges: readonly Exchange[],
  counterparts: readonly Exchange[],
  print: (exchange: Exchange) => string,
): readonly Exchange[] {
  const free = new Map<string, number>()
  for (const one of counterparts) free.set(print(one), (free.get(print(one)) ?? 0) + 1)
  return exchanges.filter((one) => {
    const count = free.get(print(one)) ?? 0
    if (count > 0) free.set(print(one), count - 1)
    return count === 0
  })
}

function answered(exchange: Exchange): string {
  const { request, response } = exchange
  const sent = request.body?.text ?? request.body?.base64 ?? ''
  return pathOf(exchange) + unnamed([request.method, sent, response?.status, response?.body.text ?? response?.body.base64])
}

function unnamed(parts: readonly unknown[]): string {
  return JSON.stringify(parts).replaceAll(/⟦[^⟧]*⟧/g, '⟦⟧')
}
