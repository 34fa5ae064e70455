import type { Answer } from '../pipeline/answer.ts'
import { json } from '../pipeline/answer.ts'
import type { Incoming } from '../pipeline/incoming.ts'
import { valuesOf } from '../pipeline/incoming.ts'

/** Who may control a mock. */
export interface Access {
  /** What every request must carry; then it may come from anywhere. */
  readonly token: string | undefined
  /** Whether requests come over a network, and not from within this process. */
  readonly isNetworked: boolean
  /** A name of this machine, beside those of the loopback interface: the one the mock was told to listen on. */
  readonly host: string | undefined
}

/** Carries the control token of pages, which can send it no other way with server-sent events. */
export const cookieName = 'mock_control'

/**
 * Why a request is not let in; `undefined` when it is.
 *
 * @param isOpen Whether the operation needs no control token.
 */
export function denialOf(request: Incoming, access: Access, isOpen: boolean): Answer | undefined {
  if (isCrossSite(request)) return denied(403, 'A page of another origin may not control the mock.')
  if (access.token !== undefined) return isOpen || carries(request, access.token) ? undefined : noToken
  if (!access.isNetworked) return undefined
  if (!request.connection.isLocal)
    return denied(403, 'The mock is controlled from its own machine only. Start it with --control-token to do so from elsewhere.')
  const host = valuesOf(request, 'host')[0] ?? ''
  if (isOwnName(hostname(host), access.host)) return undefined
  return denied(
    403,
    `The mock is not controlled by the name ${JSON.stringify(host.slice(0, 100))}. Use localhost, or start it with --control-token.`,
  )
}

/** Whether a text is the control token; how long that takes tells nothing about it. */
export function isToken(text: string, token: string): boolean {
  let difference = text.length ^ token.length
  for (let at = 0; at < token.length; at += 1) difference |= text.charCodeAt(at) ^ token.charCodeAt(at)
  return difference === 0
}

const noToken: Answer = denied(401, 'Send the control token as a bearer: `Authorization: Bearer …`.', { 'www-authenticate': 'Bearer' })

function denied(status: number, detail: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return json(status, { detail }, headers)
}

/**
 * Browsers send `Origin` with every request of a page that could change something, and say in `Sec-Fetch-Site` where others
 * come from; no other client needs to. Following a link is not the doing of the page that has it.
 */
function isCrossSite(request: Incoming): boolean {
  const [origin] = valuesOf(request, 'origin')
  const host = valuesOf(request, 'host')[0] ?? ''
  if (origin !== undefined) return origin !== `http://${host}` && origin !== `https://${host}`
  const [site] = valuesOf(request, 'sec-fetch-site')
  const [mode] = valuesOf(request, 'sec-fetch-mode')
  return (site === 'cross-site' || site === 'same-site') && mode !== 'navigate'
}

function carries(request: Incoming, token: string): boolean {
  const bearers = valuesOf(request, 'authorization').map((line) => /^bearer +(.*)$/i.exec(line)?.[1] ?? '')
  const cookies = valuesOf(request, 'cookie').flatMap((line) => line.split(/; */))
  const kept = cookies.filter((cookie) => cookie.startsWith(`${cookieName}=`)).map((cookie) => decoded(cookie.slice(cookieName.length + 1)))
  return [...bearers, ...kept].some((text) => isToken(text, token))
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

/** Without its port. */
function hostname(host: string): string {
  return host.replace(/:\d*$/, '').toLowerCase()
}

/** A page of another site cannot get any of these names to lead here. */
function isOwnName(name: string, host: string | undefined): boolean {
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(name) ||
    name === host?.toLowerCase()
  )
}
