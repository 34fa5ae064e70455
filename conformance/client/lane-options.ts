import type { HeaderFields } from '../history/events.ts'
import type { ConnectionNotice, ConnectionOwner } from './connection.ts'
import type { Route, TlsFiles } from './dial.ts'
import type { Limits } from './limits.ts'

/** How a lane reaches its door, and whom it tells. */
export interface LaneOptions extends TlsFiles, Partial<Limits> {
  /** Milliseconds with fractions on a clock that never goes back. */
  readonly clock: () => number
  /** Gives every connection of the run its number; none twice. */
  readonly connectionNumber: () => number
  /** Called at the instant a connection opens or closes. */
  readonly onConnection?: (notice: ConnectionNotice) => void
  /** Added to every request that has no field of that name; not to `raw` bytes. */
  readonly headers?: HeaderFields
  /** URL of an HTTP proxy, as in `HTTPS_PROXY`. */
  readonly proxy?: string
  /** One address of the door's host to connect to, instead of asking for them. */
  readonly address?: string
  /** Speak HTTP/2 where the door does. Default false. */
  readonly allowH2?: boolean
}

/** What the parts of a lane share. */
export interface LaneContext extends ConnectionOwner {
  readonly connectionNumber: () => number
  readonly route: Route
  readonly limits: Limits
  readonly allowH2: boolean
}
