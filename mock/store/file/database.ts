import { closeSync, fsyncSync, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { MockError } from '../../errors.ts'
import { schema, schemaVersion } from './schema.ts'
import type { AsyncSqlite, SyncSqlite } from './sqlite.ts'
import { quoted } from './sqlite.ts'
import { whenFree } from './when-free.ts'

/** Two connections to one file: reads never wait for a disk to have written something. */
export interface Connections {
  readonly file: string
  readonly reader: SyncSqlite
  readonly writer: AsyncSqlite
}

/** The file in the folder. SQLite keeps two more beside it, named like it with `-wal` and `-shm`. */
const fileName = 'tokens.db'

/** How long a read waits for another process, in ms: on the main thread, and only while a file is being recovered. */
const readPatience = 250

/**
 * Opens the store's file in a folder, or begins one.
 *
 * @throws MockError `STORE_REFUSED` that says why it cannot be used. What is on disk is left as it was.
 */
export async function openDatabase(folder: string): Promise<Connections> {
  const { Reader, Writer } = await libsql()
  const file = join(folder, fileName)
  try {
    makeFolder(resolve(folder))
    const writer: AsyncSqlite = new Writer(file, { timeout: 0 })
    await whenFree(() => prepare(writer, folder))
    return { file, reader: new Reader(file, { timeout: readPatience }), writer }
  } catch (cause) {
    if (cause instanceof MockError) throw cause
    throw refused(folder, reasonOf(cause as NodeJS.ErrnoException), { cause })
  }
}

/** The package is optional: not every platform has a build of it. */
async function libsql(): Promise<{ Reader: SqliteClass<SyncSqlite>; Writer: SqliteClass<AsyncSqlite> }> {
  try {
    const [reader, writer] = await Promise.all([import('libsql'), import('libsql/promise')])
    return { Reader: reader.default as unknown as SqliteClass<SyncSqlite>, Writer: writer.default as unknown as SqliteClass<AsyncSqlite> }
  } catch (cause) {
    throw new MockError(
      'STORE_REFUSED',
      'The store file: needs the package "libsql", which is not installed, or has no build for this platform. Install it, or use redis:.',
      { cause },
    )
  }
}

type SqliteClass<Kind> = new (file: string, options: { timeout: number }) => Kind

/** Every folder that is new is written to the one it lies in, so that a power cut does not take it away with all that is in it. */
function makeFolder(folder: string): void {
  if (isFolder(folder)) return
  if (dirname(folder) !== folder) makeFolder(dirname(folder))
  try {
    mkdirSync(folder)
  } catch (error) {
    // Another process has made it in the meantime.
    if (!isFolder(folder)) throw error
  }
  if (process.platform !== 'win32') sync(dirname(folder))
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}

function sync(folder: string): void {
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Checks first and writes then: a file that is not ours, or not whole, is not touched. */
async function prepare(writer: AsyncSqlite, folder: string): Promise<void> {
  const found = await numberIn(writer, 'user_version')
  if (found !== 0 && found !== schemaVersion) {
    throw refused(
      folder,
      `another version of this program wrote it (its layout is number ${found}, this version knows ${schemaVersion}). Use that version, or another folder`,
    )
  }
  const [state] = await writer.pragma('quick_check(1)')
  if (state?.['quick_check'] !== 'ok') throw refused(folder, reasons['SQLITE_CORRUPT'] ?? '')
  await writer.exec('PRAGMA journal_mode = WAL')
  await writer.exec('PRAGMA synchronous = FULL')
  // What a statement over every token puts aside does not stay in memory, nor outside of the folder, which alone is sure to be writable.
  await writer.exec('PRAGMA temp_store = FILE')
  await writer.exec(`PRAGMA temp_store_directory = ${quoted(resolve(folder))}`)
  await writer.exec('BEGIN IMMEDIATE')
  // Of several processes that begin a file at once, one does.
  if ((await numberIn(writer, 'user_version')) === 0) await writer.exec(schema)
  await writer.exec('COMMIT')
}

async function numberIn(database: AsyncSqlite, pragma: string): Promise<number> {
  const [row] = await database.pragma(pragma)
  return Number(row?.[pragma])
}

function refused(folder: string, reason: string, options?: ErrorOptions): MockError {
  return new MockError('STORE_REFUSED', `The store in ${resolve(folder)} cannot be used: ${reason}.`, options)
}

function reasonOf({ code = '', message }: NodeJS.ErrnoException): string {
  // SQLite's own codes are more exact than what there is to say: SQLITE_IOERR_WRITE.
  const kind = code.split('_', 2).join('_')
  return reasons[code] ?? reasons[kind] ?? (message.includes('Unable to open') ? reasons['SQLITE_CANTOPEN'] : undefined) ?? message
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this user may not create the folder. Choose another, or give write permission',
  EPERM: 'this user may not create the folder. Choose another, or give write permission',
  EROFS: 'it lies on a read-only file system. Choose another folder',
  EEXIST: 'a file is in the way of the folder. Choose another folder',
  ENOTDIR: 'a file is in the way of the folder. Choose another folder',
  ENOENT: 'no folder can be made there. Choose another folder',
  ENOSPC: 'there is no space left on its disk. Make room, or choose another folder',
  SQLITE_CANTOPEN: `this user may not open ${fileName} in it. Choose another folder, or give write permission`,
  SQLITE_READONLY: `this user may not write to ${fileName} in it. Choose another folder, or give write permission`,
  SQLITE_NOTADB: `${fileName} in it is no database. Restore it from a copy, or choose another folder`,
  SQLITE_CORRUPT: `${fileName} in it is damaged. Restore it from a copy, or choose another folder`,
  SQLITE_FULL: 'there is no space left on its disk. Make room, or choose another folder',
  SQLITE_IOERR: 'its disk refuses to be read or written. Make room, or choose another folder',
  SQLITE_BUSY: 'another process has been holding it for too long. Stop that process, or choose another folder',
}
