import { createHash } from 'node:crypto'
import { closeSync, copyFileSync, mkdtempSync, openSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { statSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'libsql'
import SqliteAsync from 'libsql/promise'
import { expect, onTestFinished, test } from 'vitest'
import { everyToken } from '../every-token.ts'
import type { Store } from '../store.ts'
import { entries, entry, manyEntries } from '../testing/arbitrary-entries.ts'
import { storeLaws } from '../testing/laws.ts'
import { openFileStore } from './file-store.ts'
import { groupCommit } from './group-commit.ts'
import { soundnessOf } from './soundness.ts'

const revocation = { at: 1, by: 'x@y.example', reason: null }

storeLaws({
  async open() {
    const folder = newFolder()
    const handles: Store[] = [await openFileStore(folder), await openFileStore(folder)]
    return {
      handles,
      async reopen(handle) {
        await handle.close()
        return openFileStore(folder)
      },
      async close() {
        await Promise.all(handles.map((handle) => handle.close()))
        rmSync(folder, { recursive: true })
      },
    }
  },
  runs: 25,
})

test('reads answer at once, and a repeated revocation waits for no disk', async () => {
  const folder = newFolder()
  const world = (await opened(folder)).world('default')
  await world.start(entries)
  await world.revoke(entry(0).token.id, revocation)
  const before = hashes(folder)
  expect(world.byId(entry(1).token.id)).toStrictEqual(entry(1).token)
  for (let count = 0; count < 100; count += 1) expect(world.revoke(entry(0).token.id, revocation)).toMatchObject({ first: false })
  expect(hashes(folder)).toStrictEqual(before)
})

test('the folders of a store are made, and once it is closed all of it lies in tokens.db', async () => {
  const folder = join(newFolder(), 'a', 'b')
  const store = await openFileStore(folder)
  await store.world('default').start(entries)
  await store.close()
  const copy = newFolder()
  copyFileSync(join(folder, 'tokens.db'), join(copy, 'tokens.db'))
  expect(await (await opened(copy)).world('default').size()).toBe(entries.length)
})

test.each([
  [
    'the layout of another version',
    (file: string) => execute(file, 'PRAGMA user_version = 2'),
    /another version of this program.*number 2.*knows 1/,
  ],
  ['something that is no database', (file: string) => writeFileSync(file, 'Dear diary, '.repeat(1000)), /is no database.*copy/],
  ['a damaged page', (file: string) => damage(file), /is damaged.*copy/],
  ['half of itself', (file: string) => writeFileSync(file, readFileSync(file).subarray(0, 10_000)), /is damaged.*copy/],
])('a file that holds %s is refused in a sentence, and left as it was', async (_, spoil, sentence) => {
  const folder = newFolder()
  const store = await openFileStore(folder)
  await store.world('default').start(entries)
  await store.close()
  spoil(join(folder, 'tokens.db'))
  const before = hashes(folder)
  await expect(openFileStore(folder)).rejects.toMatchObject({ code: 'STORE_REFUSED', message: expect.stringMatching(sentence) })
  expect(hashes(folder)).toMatchObject(before)
})

test.each([
  ['is damaged', (file: string) => overwrite(file, 3), /is damaged\. Restore it/],
  ['becomes something else', (file: string) => overwrite(file, 0), /is damaged\. Restore it/],
  ['is cut off', (file: string) => truncateSync(file, 12_288), /is damaged\. Restore it/],
  ['is moved away', (file: string) => renameSync(file, `${file}.moved`), /is not where it was\. Put it back/],
  ['is replaced', (file: string) => replace(file), /is not where it was\. Put it back/],
])('a file that %s while it is in use answers nothing and takes nothing any more, and is left as it was', async (_, spoil, sentence) => {
  const folder = newFolder()
  const before = await openFileStore(folder)
  await before.world('default').start(entries)
  await before.world('other').add(manyEntries(2000))
  await before.close()
  const store = await opened(folder)
  spoil(join(folder, 'tokens.db'))
  const [spoilt, refusal] = [hashes(folder), { name: 'StoreError', code: 'BROKEN', message: expect.stringMatching(sentence) as string }]
  // What is in memory is answered from there; sooner or later something is not.
  await expect(everyToken(store.world('other')).then(async () => store.world('other').reserve('manager', 1))).rejects.toMatchObject(refusal)
  await expect(async () => store.world('default').revoke(entry(0).token.id, revocation)).rejects.toMatchObject(refusal)
  await expect(store.world('default').reserve('manager', 1)).rejects.toMatchObject(refusal)
  await expect(async () => store.world('default').byId(entry(1).token.id)).rejects.toMatchObject(refusal)
  expect(await store.health()).toMatchObject({ ready: false, why: expect.stringMatching(sentence) as string })
  expect(hashes(folder)).toStrictEqual(spoilt)
})

test('a folder is refused when a file is in its way, or in the way of one above it', async () => {
  const file = join(newFolder(), 'file')
  writeFileSync(file, '')
  const refusal = { code: 'STORE_REFUSED', message: expect.stringMatching(/a file is in the way/) }
  await expect(openFileStore(file)).rejects.toMatchObject(refusal)
  await expect(openFileStore(join(file, 'x'))).rejects.toMatchObject(refusal)
})

test.skipIf(process.platform !== 'linux')('a place where no folder can be made is refused', async () => {
  await expect(openFileStore('/proc/store')).rejects.toMatchObject({
    code: 'STORE_REFUSED',
    message: expect.stringMatching(/no folder can be made/),
  })
})

test('a lock that another process does not give back fails what waits, and nothing after it', async () => {
  const folder = newFolder()
  await (await opened(folder)).world('default').start(entries)
  const file = join(folder, 'tokens.db')
  const commits = groupCommit(new SqliteAsync(file, { timeout: 0 }) as never, soundnessOf(file), 50)
  const other = new Sqlite(file)
  other.exec('BEGIN IMMEDIATE')
  const waiting = [commits.write(() => 1), commits.write(() => 2)]
  for (const one of waiting) await expect(one).rejects.toMatchObject({ name: 'StoreError', code: 'AWAY' })
  expect(commits.failing()).toBe(true)
  other.exec('COMMIT')
  expect(await commits.write(() => 3)).toBe(3)
  expect(commits.failing()).toBe(false)
})

test('whoever waits for a snapshot of very many tokens is refused after a while, and others at once, until it is done', async () => {
  const folder = newFolder()
  await (await opened(folder)).world('default').start(entries)
  const file = join(folder, 'tokens.db')
  const commits = groupCommit(new SqliteAsync(file, { timeout: 0 }) as never, soundnessOf(file), 30)
  let end = (): void => undefined
  const long = commits.writeAlone(() => new Promise<string>((resolve) => (end = () => resolve('saved'))))
  const busy = { name: 'StoreError', code: 'BUSY' }
  await expect(commits.write(() => 1)).rejects.toMatchObject(busy)
  await expect(commits.write(() => 2)).rejects.toMatchObject(busy)
  expect(commits.failing()).toBe(true)
  end()
  expect(await long).toBe('saved')
  expect(commits.failing()).toBe(false)
  expect(await Promise.all([commits.write(() => 3), commits.writeAlone(() => 4), commits.write(() => 5)])).toEqual([3, 4, 5])
})

test('what fails inside a transaction takes back all that shared it', async () => {
  const folder = newFolder()
  await (await opened(folder)).world('default').start(entries)
  const file = join(folder, 'tokens.db')
  const database = new SqliteAsync(file, { timeout: 50 })
  const commits = groupCommit(database as never, soundnessOf(file))
  const forget = await database.prepare('DELETE FROM token')
  const good = commits.write(() => forget.run())
  const bad = commits.write(() => database.exec('INSERT INTO nowhere VALUES (1)'))
  await expect(bad).rejects.toMatchObject({ code: 'BROKEN' })
  await expect(good).rejects.toMatchObject({ code: 'BROKEN' })
  const store = await opened(folder)
  expect(await store.world('default').page({ limit: 100 })).toMatchObject({ tokens: entries.map(({ token }) => token) })
})

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'file-store-'))
}

/** A store that is closed when the test ends. */
async function opened(folder: string): Promise<Store> {
  const store = await openFileStore(folder)
  onTestFinished(async () => {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return store
}

function execute(file: string, sql: string): void {
  const database = new Sqlite(file)
  database.exec(sql)
  database.close()
}

/** Fills a page in the middle, so that the header and all else look sound. */
function damage(file: string): void {
  const bytes = readFileSync(file)
  writeFileSync(file, bytes.fill(0x55, bytes.length / 2, bytes.length / 2 + 4096))
}

/** Fills every second page from this one on. */
function overwrite(file: string, from: number): void {
  const descriptor = openSync(file, 'r+')
  for (let at = from * 4096; at < statSync(file).size; at += 8192) writeSync(descriptor, Buffer.alloc(4096, 0x55), 0, 4096, at)
  closeSync(descriptor)
}

function replace(file: string): void {
  copyFileSync(file, `${file}.copy`)
  renameSync(`${file}.copy`, file)
}

/** Of what holds tokens; SQLite writes an index of it into shared memory (`-shm`) whenever it reads. */
function hashes(folder: string): Record<string, string> {
  const files = readdirSync(folder).filter((file) => !file.endsWith('-shm'))
  return Object.fromEntries(
    files.map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(join(folder, file)))
        .digest('hex'),
    ]),
  )
}
