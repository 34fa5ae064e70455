import { operation } from '../contract/index.ts'
import { MockError } from './errors.ts'
import { controlPrefix } from './service.ts'

/** The requests of a page that a mock in the place of its API answers; it leaves all others alone. */
export interface ApiPaths {
  /** Matches their URLs, with or without a query. No group captures. */
  readonly pattern: RegExp
  /** What the mock knows of such a URL: its path below the base, and its query. */
  readonly target: (url: string) => string
}

/**
 * @param baseUrl Where the API is, such as `https://api.example.com` or `/backend`, which is relative to the page if there
 *   is one. `undefined`: the contract's paths on every origin.
 * @throws MockError `BAD_OPTION` when it is no URL.
 */
export function apiPaths(baseUrl: string | undefined): ApiPaths {
  const base = baseUrl === undefined ? undefined : urlOf(baseUrl)
  const prefix = base?.pathname.replace(/\/$/, '') ?? ''
  const start = base === undefined ? '[^/?#]*//[^/?#]*' : escaped(base.origin + prefix)
  const path = operation.path.replace('{token_id}', '[^/?]*')
  return {
    pattern: new RegExp(`^${start}(?:${escaped(controlPrefix)}[^?]*|${path}/?)(?:\\?.*)?$`),
    target: (url) => url.slice(new URL(url).origin.length + prefix.length).replace(/#.*$/s, ''),
  }
}

function urlOf(baseUrl: string): URL {
  const { location } = globalThis as { readonly location?: { readonly href: string } }
  if (URL.canParse(baseUrl, location?.href)) return new URL(baseUrl, location?.href)
  throw new MockError('BAD_OPTION', `"${baseUrl}" is no URL. Give the baseUrl of the API with its scheme, such as https://api.example.com.`)
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}
