import { revoked } from '../model/revocation.ts'
import type { Token } from '../model/token.ts'
import type { Entry, RevokedRecord, Store } from './store.ts'

/** A store in this process's memory. Every method answers at once, which is what makes `revoke` atomic. */
export function memoryStore(): Store {
  const tokens = new Map<string, Token>()
  const idOfDigest = new Map<string, string>()

  function add(entries: readonly Entry[]): void {
    for (const { token, digest } of entries) {
      tokens.set(token.id, token)
      idOfDigest.set(digest, token.id)
    }
  }

  return {
    bySecret(digest) {
      const id = idOfDigest.get(digest)
      return id === undefined ? undefined : tokens.get(id)
    },
    byId: (id) => tokens.get(id),
    revoke(id, revocation) {
      const before = tokens.get(id)
      if (before === undefined) return undefined
      const token = revoked(before, revocation) as RevokedRecord
      tokens.set(id, token)
      return { token, first: before.revocation === undefined }
    },
    add,
    list: () => [...tokens.values()],
    reset(entries) {
      tokens.clear()
      idOfDigest.clear()
      add(entries)
    },
  }
}
