import type { FileHandle } from 'node:fs/promises'
import { mkdir, open, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { UsageError } from './errors.ts'

/** A file that is written when a run is over, and tried before it begins. */
export interface OutputFile {
  /** The flag that named it. */
  readonly flag: string
  readonly file: string
  /** Who may read and write it, also where it is there already. */
  readonly mode?: number
}

/** Its folder is made if need be; an older file of that name keeps what it holds. @throws UsageError when it cannot be written. */
export async function tryFile(output: OutputFile): Promise<void> {
  try {
    const before = await stat(output.file).catch(() => undefined)
    // To close a pipe would tell its reader that this was all.
    if (before !== undefined && !before.isFile() && !before.isDirectory()) return
    await mkdir(dirname(output.file), { recursive: true })
    await (await opened(output, 'a')).close()
    if (before === undefined) await rm(output.file)
  } catch (cause) {
    throw notWritable(output, cause as Error)
  }
}

/** @throws UsageError when it cannot be written any more. */
export async function writeOutput(output: OutputFile, text: string): Promise<void> {
  try {
    const handle = await opened(output, 'w')
    try {
      await handle.writeFile(text)
    } finally {
      await handle.close()
    }
  } catch (cause) {
    throw notWritable(output, cause as Error)
  }
}

/** The mode given to `open` is that of a new file only. */
async function opened({ file, mode }: OutputFile, flags: 'a' | 'w'): Promise<FileHandle> {
  const handle = await open(file, flags, mode)
  try {
    if (mode !== undefined && (await handle.stat()).isFile()) await handle.chmod(mode)
    return handle
  } catch (cause) {
    await handle.close()
    throw cause
  }
}

function notWritable({ flag, file }: OutputFile, cause: Error): UsageError {
  return new UsageError(`${flag} ${file} cannot be written (${cause.message}). Give another path.`, { cause })
}
