import { givenContract } from '../contract/index.ts'
import { UsageError } from './errors.ts'

/** @throws UsageError for a target that is production, unless that is meant. */
export function refuseProduction({ target, production }: { readonly target: string; readonly production?: true }): void {
  if (!URL.canParse(target) || production === true) return
  const { servers } = givenContract.document
  const urls = Array.isArray(servers) ? servers.map((server: { url?: unknown }) => String(server.url)) : []
  const named = urls.find((url) => URL.canParse(url) && new URL(url).host === new URL(target).host)
  if (named === undefined) return
  throw new UsageError(
    `--target ${target} is a server that the contract names (${named}). Pass --production if you mean it: the suite revokes tokens there.`,
  )
}
