import { givenContract } from '../contract/index.ts'
import { UsageError } from './errors.ts'

/** Where a run would send to, and whether production is meant. */
export interface Aim {
  readonly target: string
  readonly replicas: readonly string[]
  readonly production?: boolean | undefined
}

/** @throws UsageError for a target or a replica that is production, unless that is meant. */
export function refuseProduction({ target, replicas, production }: Aim): void {
  if (production === true) return
  refuse('--target', target)
  for (const replica of replicas) refuse('--replica', replica)
}

function refuse(flag: string, url: string): void {
  if (!URL.canParse(url)) return
  const { servers } = givenContract.document
  const urls = Array.isArray(servers) ? servers.map((server: { url?: unknown }) => String(server.url)) : []
  const named = urls.find((one) => URL.canParse(one) && hostOf(one) === hostOf(url))
  if (named === undefined) return
  throw new UsageError(
    `${flag} ${url} is a server that the contract names (${named}). Pass --production (in a program: production: true) if you mean it: the suite revokes tokens there.`,
  )
}

/** The dot at the end of a full name makes no other host of it. */
function hostOf(url: string): string {
  return new URL(url).host.replace(/\.(?=:|$)/, '')
}
