import { open, readFile, rm, truncate } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Conclusion } from '../statement/facts.ts'
import { CertificateError } from '../errors.ts'
import type { Challenge } from './challenge.ts'
import { nameOf } from './challenge.ts'

/** A line of the ledger: a challenge that was given, or the result that answered one. */
export type LedgerEntry = ({ readonly kind: 'challenge' } & Challenge) | LedgerResult

export interface LedgerResult {
  readonly kind: 'result'
  readonly nonce: string
  /** RFC 3339. */
  readonly at: string
  /** SHA-256 of the certificate's payload. */
  readonly certificate: string
  readonly subject: string
  readonly conclusion: Conclusion | 'NOT VALID'
}

/** What a ledger remembers of a subject, whatever its version. */
export interface Attempts {
  /** Results that were not CONFORMANT. */
  readonly failed: number
  /** Challenges given to it by name that no result answered. */
  readonly unanswered: number
}

/**
 * The certifier's memory: which challenges were given, and what answered them. A file of NDJSON that only grows; each
 * line is on the disk before anything is done that rests on it.
 */
export class Ledger {
  readonly file: string
  readonly #entries: LedgerEntry[]

  constructor(file: string, entries: readonly LedgerEntry[]) {
    this.file = file
    this.#entries = [...entries]
  }

  challenge(nonce: string): Challenge | undefined {
    return this.#entries.find((entry) => entry.kind === 'challenge' && entry.nonce === nonce) as Challenge | undefined
  }

  /** The result that used a challenge up. A bundle that did not hold uses nothing up. */
  answer(nonce: string): LedgerResult | undefined {
    return this.#results().find((result) => result.nonce === nonce && result.conclusion !== 'NOT VALID')
  }

  /** `except`: the nonce of the challenge that is being answered. */
  attempts(subject: string, except: string): Attempts {
    const name = nameOf(subject)
    const own = this.#results().filter((result) => nameOf(result.subject) === name && result.nonce !== except)
    const given = this.#entries.filter((entry) => entry.kind === 'challenge' && entry.subject !== null && nameOf(entry.subject) === name)
    return {
      failed: own.filter(({ conclusion }) => conclusion !== 'CONFORMANT').length,
      unanswered: given.filter(({ nonce }) => nonce !== except && !this.#results().some((result) => result.nonce === nonce)).length,
    }
  }

  /** @throws CertificateError `NOT_WRITABLE` */
  async add(entry: LedgerEntry): Promise<void> {
    try {
      const handle = await open(this.file, 'a', 0o600)
      try {
        await handle.appendFile(`${JSON.stringify(entry)}\n`)
        await handle.sync()
      } finally {
        await handle.close()
      }
    } catch (cause) {
      throw new CertificateError('NOT_WRITABLE', `${this.file}: the ledger cannot be written (${(cause as Error).message}).`, { cause })
    }
    this.#entries.push(entry)
  }

  #results(): readonly LedgerResult[] {
    return this.#entries.filter((entry) => entry.kind === 'result')
  }
}

/**
 * Opens a ledger for one piece of work that nobody else may interrupt: two countersignatures at once must not both find
 * a challenge unused.
 *
 * @throws CertificateError `NOT_A_LEDGER`, or `NOT_WRITABLE` when another one holds it for longer than 10 s
 */
export async function withLedger<Result>(file: string, work: (ledger: Ledger) => Promise<Result>): Promise<Result> {
  const lock = `${file}.lock`
  await locked(lock)
  try {
    return await work(new Ledger(file, await entriesIn(file)))
  } finally {
    await rm(lock, { force: true })
  }
}

async function locked(lock: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await (await open(lock, 'wx')).close()
      return
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'EEXIST' && attempt < 100) {
        await sleep(100)
        continue
      }
      const why = `${lock} cannot be made (${(cause as Error).message}). If nothing else is at work with this ledger, remove it.`
      throw new CertificateError('NOT_WRITABLE', why, { cause })
    }
  }
}

async function entriesIn(file: string): Promise<readonly LedgerEntry[]> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return ''
    throw new CertificateError('UNREADABLE', `${file}: the ledger cannot be read (${cause.message}).`, { cause })
  })
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  // A last line without its line break was cut short by a power cut: nothing that rests on it was done either.
  if (whole !== text) await truncate(file, Buffer.byteLength(whole))
  const lines = whole.split('\n').slice(0, -1)
  return lines.map((line, index) => entryIn(line, `${file}:${index + 1}`))
}

function entryIn(line: string, place: string): LedgerEntry {
  try {
    const entry = JSON.parse(line) as LedgerEntry
    if ((entry.kind === 'challenge' || entry.kind === 'result') && typeof entry.nonce === 'string') return entry
  } catch (cause) {
    throw new CertificateError('NOT_A_LEDGER', `${place}: is no line of a ledger (${(cause as Error).message}). Give another --ledger.`, {
      cause,
    })
  }
  throw new CertificateError('NOT_A_LEDGER', `${place}: is no line of a ledger. Give another --ledger.`)
}
