import { ClientOfflineError, createClient } from '@redis/client'
import { StoreError } from '../store-error.ts'
import { deadlinesOf } from './deadlines.ts'
import type { Script } from './scripts.ts'
import { storeErrorOf } from './redis-errors.ts'

/** A line to Redis that nobody waits at for long. */
export interface Line {
  /** @throws StoreError when Redis is away, does not answer in time, or too many wait for it. */
  readonly ask: (command: readonly string[]) => Promise<unknown>
  /** Runs a script. */
  readonly run: (script: Script, keys: readonly string[], values: readonly (string | number)[]) => Promise<unknown>
  close(): Promise<void>
}

/** How long to wait for Redis, and how many may; times in ms. */
export interface Patience {
  /** For the answer to a command; ten times as long for one that copies every token of a world. */
  readonly answer: number
  /** For a connection, and for a sign of life on it. */
  readonly connection: number
  /** Commands that have had no answer, those included that nobody waits for any more. */
  readonly waiting: number
}

/** So many times as long is waited for what copies every token of a world. Nobody else waits that long while Redis is at it. */
const longer = 10

const patience: Patience = { answer: 2000, connection: 5000, waiting: 2000 }

/**
 * Connects, and connects again whenever the connection is lost; nothing is sent twice.
 *
 * @throws Error of the client when there is no connection within `patience.connection`.
 */
export async function lineTo(url: string, { answer, connection, waiting }: Patience = patience): Promise<Line> {
  let first = true
  const client = createClient({
    url,
    // What is asked for while Redis is away is refused at once: an answer that comes too late helps nobody.
    disableOfflineQueue: true,
    // The deadlines below are on one timer. The client's own, an AbortSignal for each command, cost more than the command.
    commandOptions: { timeout: 0 },
    // A Redis that is connected and silent is away, too.
    pingInterval: connection / 2,
    socket: {
      connectTimeout: connection,
      // As long as one script may keep it from saying anything.
      socketTimeout: Math.max(connection, answer * longer),
      reconnectStrategy: (attempts) => !first && Math.min(50 * 2 ** attempts, 1000),
    },
  })
  // Why there is no connection: commands say only that there is none. Without a listener the first failure would end the process.
  let trouble: unknown
  client.on('error', (error) => (trouble = error))
  client.on('ready', () => (trouble = undefined))
  await client.connect()
  first = false
  let open = 0
  const deadlines = deadlinesOf(answer)
  const laterDeadlines = deadlinesOf(answer * longer)

  function ask(command: readonly string[], { start } = deadlines): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (open >= waiting) return reject(new StoreError('BUSY', 'Too many requests wait for Redis.'))
      open += 1
      const met = start(() => reject(new StoreError('AWAY', 'Redis did not answer in time.')))
      client.sendCommand(command).then(
        (reply) => {
          open -= 1
          met()
          resolve(reply)
        },
        (cause: unknown) => {
          open -= 1
          met()
          reject(storeErrorOf(cause instanceof ClientOfflineError ? (trouble ?? cause) : cause))
        },
      )
    })
  }

  return {
    ask,
    run({ text, sha, isLong }, keys, values) {
      const limits = isLong ? laterDeadlines : deadlines
      const rest = [String(keys.length), ...keys, ...values.map(String)]
      return ask(['EVALSHA', sha, ...rest], limits).catch((error: unknown) => {
        // A Redis that was started anew, or has never been told, does not know it. It has done nothing then.
        if (!(error instanceof StoreError && String(error.cause).includes('NOSCRIPT'))) throw error
        return ask(['EVAL', text, ...rest], limits)
      })
    },
    close: async () => client.destroy(),
  }
}
