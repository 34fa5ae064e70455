import type { Token } from '../../model/token.ts'
import type { Page, PageRequest, Snapshot } from '../store.ts'
import type { TokenRow } from './rows.ts'
import { tokenColumns, tokenOf } from './rows.ts'
import type { SyncSqlite } from './sqlite.ts'

/** Everything that is read. */
export interface Reads {
  bySecret(world: string, digest: string): Token | undefined
  byId(world: string, id: string): Token | undefined
  page(world: string, request: PageRequest): Page
  size(world: string): number
  snapshots(world: string): Snapshot[]
  worlds(): string[]
}

const shelf = "shelf = (SELECT shelf FROM shelf WHERE world = ? AND snapshot = '')"

export function readsOf(reader: SyncSqlite): Reads {
  const bySecret = reader.prepare(`SELECT ${tokenColumns} FROM token WHERE ${shelf} AND digest = ?`).raw()
  const byId = reader.prepare(`SELECT ${tokenColumns} FROM token WHERE ${shelf} AND id = ?`).raw()
  const page = reader.prepare(`SELECT ${tokenColumns}, position FROM token WHERE ${shelf} AND position > ? ORDER BY position LIMIT ?`).raw()
  const size = reader.prepare("SELECT size FROM shelf WHERE world = ? AND snapshot = ''").raw()
  const snapshots = reader.prepare("SELECT snapshot, size FROM shelf WHERE world = ? AND snapshot <> '' ORDER BY snapshot").raw()
  const worlds = reader.prepare("SELECT world FROM shelf WHERE snapshot = '' ORDER BY world").raw()

  return {
    bySecret: (world, digest) => token(bySecret.get(world, digest)),
    byId: (world, id) => token(byId.get(world, id)),
    page(world, { after = '0', limit }) {
      // One more than asked for tells whether anything follows.
      const rows = page.all(world, Number(after), limit + 1) as readonly (readonly [...TokenRow, position: number])[]
      const tokens = rows.slice(0, limit).map(([fixed, expiresAt, revocation]) => tokenOf([fixed, expiresAt, revocation]))
      const last = rows[limit - 1]
      return { tokens, ...(rows.length > limit && last !== undefined ? { next: String(last[3]) } : {}) }
    },
    size: (world) => (size.get(world) as readonly [number] | undefined)?.[0] ?? 0,
    snapshots: (world) => (snapshots.all(world) as readonly [string, number][]).map(([name, tokens]) => ({ name, tokens })),
    worlds: () => (worlds.all() as readonly [string][]).map(([world]) => world),
  }
}

function token(row: unknown): Token | undefined {
  return row === undefined ? undefined : tokenOf(row as TokenRow)
}
