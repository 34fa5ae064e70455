import type { MaybePromise, WorldStore } from '../store/store.ts'
import { after } from '../store/store.ts'

/**
 * A world that begins anew when it is used after another mock on the same store has removed it. Where something is not found,
 * or something is made, it is made sure first that there is a world at all.
 *
 * @param begin Starts the world, unless it has begun.
 */
export function lastingWorld(store: WorldStore, begin: () => MaybePromise<unknown>): WorldStore {
  const { both } = store
  return {
    ...store,
    ...(both && {
      both: async (digest, id) =>
        looked(
          () => both(digest, id),
          ({ ofDigest }) => isNothing(ofDigest),
        ),
    }),
    bySecret: (digest) => looked(() => store.bySecret(digest), isNothing),
    byId: (id) => looked(() => store.byId(id), isNothing),
    page: (request) =>
      looked(
        () => store.page(request),
        ({ tokens }) => tokens.length === 0,
      ),
    reserve: (kind, count) => after(begin(), () => store.reserve(kind, count)),
    save: (snapshot) => after(begin(), () => store.save(snapshot)),
  }

  function looked<Found>(look: () => MaybePromise<Found>, isMissing: (found: Found) => boolean): MaybePromise<Found> {
    return after(look(), (found) => {
      if (!isMissing(found)) return found
      return after(store.size(), (size) => (size > 0 ? found : after(begin(), look)))
    })
  }
}

function isNothing(found: unknown): boolean {
  return found === undefined
}
