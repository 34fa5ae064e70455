import { once } from 'node:events'
import type { WriteStream } from 'node:fs'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { ReportError } from './errors.ts'
import type { Destination } from './format.ts'

/**
 * A file that grows as it is written, its folder made if need be: what a run cut short leaves can be read.
 *
 * @throws ReportError `NOT_WRITABLE`, now or when the disk fills.
 */
export async function growingFile(path: string): Promise<Destination> {
  return fileAt(path, await opened(path, path))
}

/**
 * A file that appears whole or not at all: until `close` it is `PATH.part`. When nothing was written, an older file
 * of that name stays as it is.
 *
 * @throws ReportError `NOT_WRITABLE`, now or when the disk fills.
 */
export async function wholeFile(path: string): Promise<Destination> {
  const part = `${path}.part`
  const stream = await opened(path, part)
  const file = fileAt(path, stream)
  return {
    write: (text) => file.write(text),
    async close() {
      await file.close()
      await (stream.bytesWritten === 0 ? rm(part) : rename(part, path))
    },
  }
}

/** Standard output or the like: it is not ours to close. */
export function standardStream(stream: NodeJS.WritableStream): Destination {
  return {
    async write(text) {
      if (!stream.write(text)) await once(stream, 'drain')
    },
    close: () => Promise.resolve(),
  }
}

async function opened(path: string, actual: string): Promise<WriteStream> {
  try {
    await mkdir(dirname(path), { recursive: true })
    const stream = createWriteStream(actual, { highWaterMark: mostHeld })
    await once(stream, 'open')
    return stream
  } catch (cause) {
    throw notWritable(path, cause as Error)
  }
}

/** What is written within so many ms goes to the disk together, unless it is more than so many bytes: a run has thousands of lines. */
const [longestHeld, mostHeld] = [50, 1 << 17]

function fileAt(path: string, stream: WriteStream): Destination {
  let broken: Error | undefined
  stream.on('error', (error) => (broken ??= error))
  const flush = (): void => {
    while (stream.writableCorked > 0) stream.uncork()
  }
  const hold = (): void => {
    if (stream.writableCorked > 0) return
    stream.cork()
    setTimeout(flush, longestHeld).unref()
  }
  const check = () => {
    if (broken !== undefined) throw notWritable(path, broken)
  }
  return {
    async write(text) {
      check()
      hold()
      // Waiting only when the buffer is full keeps a fast run fast.
      if (!stream.write(text)) {
        flush()
        await drained(stream)
      }
      check()
    },
    async close() {
      if (!stream.destroyed) {
        stream.end()
        await once(stream, 'close').catch(() => undefined)
      }
      check()
    },
  }
}

/** Settles when the stream takes more, or never will. */
export function drained(stream: NodeJS.EventEmitter): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      stream.off('drain', settle).off('close', settle)
      resolve()
    }
    stream.on('drain', settle).on('close', settle)
  })
}

function notWritable(path: string, cause: Error): ReportError {
  return new ReportError('NOT_WRITABLE', `${path}: the report cannot be written (${cause.message}). Give another path.`, { cause })
}
