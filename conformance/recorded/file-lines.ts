import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { constants, createGunzip } from 'node:zlib'
import { HistoryError } from './history-error.ts'

/** One line of a file, without its line break. */
export interface Line {
  /** From 1 on. */
  readonly number: number
  /** In UTF-8, without a byte order mark at the beginning of the file. */
  readonly bytes: Buffer
  /** The last one, where the file does not end with a line break: it may have been cut short. */
  readonly open: boolean
}

/**
 * The lines of a text file, as many at once as end in what was read at once, also when it is gzipped, whatever its name says;
 * no others are held. A gzipped file that was cut short ends with what can be unpacked.
 *
 * @throws HistoryError `UNREADABLE`
 */
export async function* linesOf(path: string): AsyncGenerator<readonly Line[]> {
  let number = 0
  let pieces: Buffer[] = []
  const next = (isOpen: boolean): Line => {
    const [only = Buffer.concat(pieces)] = pieces.length === 1 ? pieces : []
    pieces = []
    number += 1
    return { number, bytes: number === 1 ? withoutMark(only) : only, open: isOpen }
  }
  try {
    for await (const chunk of await contentOf(path)) {
      const bytes = chunk as Buffer
      const lines: Line[] = []
      let begin = 0
      for (let end = bytes.indexOf(lineBreak); end >= 0; end = bytes.indexOf(lineBreak, begin)) {
        pieces.push(bytes.subarray(begin, end))
        begin = end + 1
        lines.push(next(false))
      }
      if (begin < bytes.length) pieces.push(bytes.subarray(begin))
      yield lines
    }
  } catch (cause) {
    throw unreadable(path, cause as Error)
  }
  if (pieces.length > 0) yield [next(true)]
}

const lineBreak = 0x0a
const byteOrderMark = Buffer.from('\ufeff')

function withoutMark(bytes: Buffer): Buffer {
  return bytes.subarray(0, byteOrderMark.length).equals(byteOrderMark) ? bytes.subarray(byteOrderMark.length) : bytes
}

async function contentOf(path: string): Promise<Readable> {
  const isZipped = await beginsLikeGzip(path)
  const file = createReadStream(path, { highWaterMark: 1 << 20 })
  if (!isZipped) return file
  const unpacked = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH })
  file.on('error', (error) => unpacked.destroy(error))
  return file.pipe(unpacked)
}

async function beginsLikeGzip(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0)
    return buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await file.close()
  }
}

function unreadable(path: string, cause: Error): HistoryError {
  if (cause instanceof HistoryError) return cause
  return new HistoryError('UNREADABLE', `${path}: cannot be read (${cause.message}). Give the path of a file.`, { cause })
}
