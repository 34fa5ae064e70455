export interface Request {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface Load {
  readonly url: string
  /** In this order; from the first again once all were sent. */
  readonly requests: readonly Request[]
  readonly connections: number
  readonly seconds: number
  /** Requests a second that are not to be passed; default as many as are answered. */
  readonly rate?: number
}

export interface Answered {
  readonly sent: number
  /** How many answers were no success. */
  readonly refused: number
  readonly perSecond: number
  /** In ms, from the first byte sent to the last one read. */
  readonly p99: number
}

/** What sends the load here, by name and version. */
export const generator: string

/** @throws Error when a request had no answer. */
export const load: (load: Load) => Promise<Answered>

/** One revocation of the contract, with a body as applications send it; `id` is a random one unless given. */
export function revocation(how: {
  readonly id?: string
  /** The bearer. */
  readonly as: string
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
}): Request
