import type { Store } from '../store.ts'
import { StoreError } from '../store-error.ts'
import { openDatabase } from './database.ts'
import { fileWorld } from './file-world.ts'
import { groupCommit } from './group-commit.ts'
import { readsOf } from './reads.ts'
import { soundnessOf } from './soundness.ts'
import { writesOf } from './writes.ts'

/**
 * A store in a folder of this machine's disk, for any number of processes at once. What has been acknowledged survives the
 * end of the process and of the power supply. Reads answer at once; writes when they are on disk.
 *
 * @throws MockError `STORE_REFUSED` when the folder cannot be used.
 */
export async function openFileStore(folder: string): Promise<Store> {
  const { file, reader, writer } = await openDatabase(folder)
  const soundness = soundnessOf(file)
  const reads = readsOf(reader)
  const writes = await writesOf(writer)
  const commits = groupCommit(writer, soundness)
  return {
    world: (name) => fileWorld(name, reads, writes, commits, soundness),
    worlds: () => soundness.reading(() => reads.worlds()),
    drop: (name) => commits.writeAlone(() => writes.drop(name)),
    async health() {
      try {
        soundness.assertThere()
        soundness.reading(() => reads.worlds())
        // A disk that was full, or away, is asked again: nobody else may.
        if (commits.failing()) await commits.write(() => writes.touch())
        return { ready: true }
      } catch (error) {
        return { ready: false, why: error instanceof StoreError ? error.message : `The file of the store cannot be read: ${String(error)}` }
      }
    },
    async close() {
      await commits.idle()
      await writer.exec('PRAGMA wal_checkpoint(TRUNCATE)').catch(() => undefined)
      writer.close()
      reader.close()
    },
  }
}
