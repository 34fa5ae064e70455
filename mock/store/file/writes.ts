import type { Revocation, Token, TokenKind } from '../../model/token.ts'
import type { Numbers } from '../numbers.ts'
import { noNumbers, numbersOf } from '../numbers.ts'
import type { Entry, RevokedRecord } from '../store.ts'
import type { TokenRow } from './rows.ts'
import { rowsOf, tokenColumns, tokenOf } from './rows.ts'
import type { AsyncSqlite, Statement } from './sqlite.ts'
import { quoted } from './sqlite.ts'

/** Everything that is written, each to be run inside a transaction. What touches many rows runs off the main thread. */
export interface Writes {
  revoke(world: string, id: string, revocation: Revocation): { token: RevokedRecord; first: boolean } | undefined
  expire(world: string, id: string, at: number): Token | undefined
  add(world: string, entries: readonly Entry[]): Promise<void>
  reserve(world: string, kind: TokenKind, count: number): number
  start(world: string, entries: readonly Entry[]): Promise<boolean>
  reset(world: string, entries: readonly Entry[]): Promise<void>
  save(world: string, snapshot: string): Promise<void>
  restore(world: string, snapshot: string): Promise<boolean>
  forget(world: string, snapshot: string): Promise<boolean>
  drop(world: string): Promise<boolean>
  /** Writes something that changes nothing. */
  touch(): void
}

const now = "(SELECT shelf FROM shelf WHERE world = ? AND snapshot = '')"

export async function writesOf(writer: AsyncSqlite): Promise<Writes> {
  const revoke = await writer.prepare(`UPDATE token SET revocation = ? WHERE shelf = ${now} AND id = ? AND revocation IS NULL`)
  const expire = await writer.prepare(`UPDATE token SET expires_at = ? WHERE shelf = ${now} AND id = ?`)
  const byId = await rows(`SELECT ${tokenColumns} FROM token WHERE shelf = ${now} AND id = ?`)
  const numbers = await rows('SELECT numbers FROM shelf WHERE world = ? AND snapshot = ?')
  const begin = await writer.prepare("INSERT OR IGNORE INTO shelf (world, snapshot, size, numbers) VALUES (?, '', 0, ?)")
  const renumber = await writer.prepare("UPDATE shelf SET numbers = ? WHERE world = ? AND snapshot = ''")
  const resize = await writer.prepare('UPDATE shelf SET size = size + ? WHERE shelf = (SELECT min(shelf) FROM shelf)')

  return {
    revoke(world, id, revocation) {
      const first = revoke.run(JSON.stringify(revocation), world, id).changes > 0
      const token = found(world, id)
      return token === undefined ? undefined : { token: token as RevokedRecord, first }
    },
    expire(world, id, at) {
      expire.run(at, world, id)
      return found(world, id)
    },
    async add(world, entries) {
      begun(world)
      await put(world, entries)
    },
    reserve(world, kind, count) {
      begun(world)
      const [text] = numbers.get(world, '') as readonly [string]
      const before = JSON.parse(text) as Numbers
      renumber.run(JSON.stringify({ ...before, [kind]: before[kind] + count }), world)
      return before[kind] + 1
    },
    async start(world, entries) {
      if (exists(world, '')) return false
      await fill(world, entries)
      return true
    },
    reset: fill,
    async save(world, snapshot) {
      begun(world)
      await writer.exec(`
        DELETE FROM token WHERE shelf = ${shelfOf(world, snapshot)};
        INSERT OR REPLACE INTO shelf (world, snapshot, size, numbers)
          SELECT world, ${quoted(snapshot)}, size, numbers FROM shelf WHERE shelf = ${shelfOf(world, '')};
        ${copy(world, '', snapshot)}`)
    },
    async restore(world, snapshot) {
      if (!exists(world, snapshot)) return false
      await writer.exec(`
        DELETE FROM token WHERE shelf = ${shelfOf(world, '')};
        UPDATE shelf SET (size, numbers) = (SELECT size, numbers FROM shelf WHERE shelf = ${shelfOf(world, snapshot)})
          WHERE shelf = ${shelfOf(world, '')};
        ${copy(world, snapshot, '')}`)
      return true
    },
    async forget(world, snapshot) {
      if (!exists(world, snapshot)) return false
      await remove(shelfOf(world, snapshot))
      return true
    },
    async drop(world) {
      if (!exists(world, '')) return false
      await remove(`(SELECT shelf FROM shelf WHERE world = ${quoted(world)})`, 'IN')
      return true
    },
    touch() {
      // What is the same as before, SQLite does not write.
      resize.run(1)
      resize.run(-1)
    },
  }

  async function rows(sql: string): Promise<Statement> {
    return (await writer.prepare(sql)).raw()
  }

  function found(world: string, id: string): Token | undefined {
    const row = byId.get(world, id)
    return row === undefined ? undefined : tokenOf(row as TokenRow)
  }

  function exists(world: string, snapshot: string): boolean {
    return numbers.get(world, snapshot) !== undefined
  }

  function begun(world: string): void {
    begin.run(world, JSON.stringify(noNumbers))
  }

  async function fill(world: string, entries: readonly Entry[]): Promise<void> {
    begun(world)
    await writer.exec(`
      DELETE FROM token WHERE shelf = ${shelfOf(world, '')};
      UPDATE shelf SET size = 0, numbers = ${quoted(JSON.stringify(numbersOf(entries)))} WHERE shelf = ${shelfOf(world, '')};`)
    await put(world, entries)
  }

  async function put(world: string, entries: readonly Entry[]): Promise<void> {
    const shelf = shelfOf(world, '')
    await writer.exec(`
      INSERT OR IGNORE INTO token (shelf, position, id, digest, fixed, expires_at, revocation)
        SELECT ${shelf}, coalesce((SELECT max(position) FROM token WHERE shelf = ${shelf}), 0) + key + 1,
          value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4
        FROM json_each(${quoted(rowsOf(entries))});
      UPDATE shelf SET size = size + changes() WHERE shelf = ${shelf};`)
  }

  async function remove(shelf: string, operator: '=' | 'IN' = '='): Promise<void> {
    await writer.exec(`
      DELETE FROM token WHERE shelf ${operator} ${shelf};
      DELETE FROM shelf WHERE shelf ${operator} ${shelf};`)
  }
}

function copy(world: string, from: string, to: string): string {
  return `
    INSERT INTO token (shelf, position, id, digest, fixed, expires_at, revocation)
      SELECT ${shelfOf(world, to)}, position, id, digest, fixed, expires_at, revocation
      FROM token WHERE shelf = ${shelfOf(world, from)};`
}

function shelfOf(world: string, snapshot: string): string {
  return `(SELECT shelf FROM shelf WHERE world = ${quoted(world)} AND snapshot = ${quoted(snapshot)})`
}
