import type { NetworkFault } from '../control/generated/types.ts'

/** What a client gets. */
export interface Answer {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** Text to be sent as UTF-8; empty for none. */
  readonly body: string
  /** What becomes of it on its way. */
  readonly network?: NetworkFault
  /** Sent once more, although nobody asked again. */
  readonly isRepeated?: true
  /** What follows the body, for as long as the client listens: server-sent events. */
  readonly stream?: AsyncIterable<string>
}

/** An answer with a JSON body. */
export function json(status: number, value: unknown, headers?: Readonly<Record<string, string>>): Answer {
  return { status, headers: headers === undefined ? ofJson : { ...ofJson, ...headers }, body: JSON.stringify(value) }
}

const ofJson: Readonly<Record<string, string>> = { 'content-type': 'application/json' }
