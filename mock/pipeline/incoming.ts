/** A request as it came off the wire, complete, nothing normalised. */
export interface Incoming {
  readonly method: string
  /** The request target exactly as sent, query included. */
  readonly target: string
  /** Names and values in turn, in order, duplicates included. */
  readonly headers: readonly string[]
  /** Empty when there was none. */
  readonly body: Uint8Array
  readonly connection: Connection
}

/** The connection a request came over. */
export interface Connection {
  /** Counted from 0 in the order they were opened. */
  readonly number: number
  /** Whether it comes from this machine. */
  readonly isLocal: boolean
  /** Whether the client has gone, or at least has nothing more to say. */
  readonly closed: boolean
}

/** Every value of a header, in order. `name` is in lower case. */
export function valuesOf(request: Pick<Incoming, 'headers'>, name: string): string[] {
  const { headers } = request
  const values: string[] = []
  for (let at = 0; at + 1 < headers.length; at += 2) {
    const found = headers[at]
    if (found?.length === name.length && found.toLowerCase() === name) values.push(headers[at + 1] ?? '')
  }
  return values
}
