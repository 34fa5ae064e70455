/** What is used of `libsql/promise`: `exec` runs off the main thread, so that waiting for a disk or a lock holds up nothing. */
export interface AsyncSqlite {
  exec(sql: string): Promise<void>
  prepare(sql: string): Promise<Statement>
  pragma(text: string): Promise<Record<string, unknown>[]>
  close(): void
}

/** What is used of `libsql`. */
export interface SyncSqlite {
  prepare(sql: string): Statement
  close(): void
}

/** A prepared statement. Both kinds of connection run it at once; a read never waits for a write. */
export interface Statement {
  /** Makes rows arrays, in the order of the columns. */
  raw(): Statement
  get(...values: readonly Value[]): unknown
  all(...values: readonly Value[]): unknown
  run(...values: readonly Value[]): { readonly changes: number }
}

export type Value = string | number | null

/** A text as SQL writes it. It must hold no NUL. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
