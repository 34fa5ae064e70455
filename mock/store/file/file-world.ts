import type { RevokedRecord, WorldStore } from '../store.ts'
import type { GroupCommit } from './group-commit.ts'
import type { Reads } from './reads.ts'
import type { Soundness } from './soundness.ts'
import type { Writes } from './writes.ts'

/** One world of a file. */
export function fileWorld(name: string, reads: Reads, writes: Writes, commits: GroupCommit, { reading }: Soundness): WorldStore {
  return {
    bySecret: (digest) => reading(() => reads.bySecret(name, digest)),
    byId: (id) => reading(() => reads.byId(name, id)),
    revoke(id, revocation) {
      const token = reading(() => reads.byId(name, id))
      if (token === undefined) return undefined
      // On disk already: nothing is left to be written.
      if (token.revocation !== undefined) return { token: token as RevokedRecord, first: false }
      return commits.write(() => writes.revoke(name, id, revocation))
    },
    expire: (id, at) => commits.write(() => writes.expire(name, id, at)),
    add: (entries) => commits.write(() => writes.add(name, entries)),
    reserve: (kind, count) => commits.write(() => writes.reserve(name, kind, count)),
    page: (request) => reading(() => reads.page(name, request)),
    size: () => reading(() => reads.size(name)),
    start: (entries) => commits.writeAlone(() => writes.start(name, entries)),
    reset: (entries) => commits.writeAlone(() => writes.reset(name, entries)),
    save: (snapshot) => commits.writeAlone(() => writes.save(name, snapshot)),
    restore: (snapshot) => commits.writeAlone(() => writes.restore(name, snapshot)),
    snapshots: () => reading(() => reads.snapshots(name)),
    forget: (snapshot) => commits.writeAlone(() => writes.forget(name, snapshot)),
  }
}
