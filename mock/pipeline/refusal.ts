import { operation } from '../../contract/index.ts'

/** Why a request is refused; from `body` on, in the order a body is looked at. */
export type Cause =
  | 'path' // no operation has this path
  | 'method' // the path has no such method
  | 'credential'
  | 'id' // nothing that could be the id of a token
  | 'target' // no such token
  | 'permission'
  | 'state' // of the target, or that it is the caller
  | 'framing' // how the body is transferred
  | 'media type'
  | 'encoding'
  | 'json'
  | 'schema'
  | 'reason' // a text that is not taken

/** A request that is not carried out. */
export interface Refusal {
  readonly because: Cause
  readonly status: number
  /** A text, or the list of a 422. */
  readonly detail: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** Whether a step gave a refusal instead of what was asked for. */
export function isRefusal(value: object): value is Refusal {
  return 'because' in value
}

/** One entry of the list in a 422. */
export interface Entry {
  readonly type: string
  readonly loc: readonly (string | number)[]
  readonly msg: string
  readonly input?: unknown
  readonly ctx?: Readonly<Record<string, unknown>>
}

const details: Readonly<Record<number, string>> = {
  400: 'Invalid request parameters',
  401: 'Not authenticated',
  403: 'Not enough permissions',
  404: 'Resource not found',
  405: 'Method Not Allowed',
  409: 'Token cannot be revoked in its present state',
  410: 'Token has already been revoked',
  411: 'Length Required',
  413: 'Content Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}

/** A refusal with the status a reading asks for. `entry` is what a 422 says, since only that one has a list. */
export function refusal(because: Cause, status: number | string, entry: Entry = unfit): Refusal {
  const code = Number(status)
  if (code === 422) return { because, status: code, detail: [entry] }
  const detail = details[code] ?? 'Refused'
  return code === 401 ? { because, status: code, detail, headers: challenge } : { because, status: code, detail }
}

const unfit: Entry = { type: 'value_error', loc: ['path', 'token_id'], msg: 'Value error, this token cannot be revoked' }

/** What a 401 carries: RFC 9110 section 11.6.1, RFC 6750 section 3. */
export const challenge: Readonly<Record<string, string>> = { 'www-authenticate': operation.security.challenge }
