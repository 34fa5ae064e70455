import { MockError } from '../errors.ts'
import type { Log } from '../journal/log.ts'
import type { WorldStore } from '../store/store.ts'
import { isName } from '../store/store.ts'
import type { World } from './world.ts'

/** How many snapshots a world may have. */
const most = 100

/**
 * The snapshots of a world, as its store keeps them; every change of them is told.
 *
 * @param ready Resolves when the world has started.
 */
export function snapshotsOf(store: WorldStore, log: Log, ready: () => Promise<void>): World['snapshots'] {
  const tell = async (): Promise<void> => log.change('snapshots', { snapshots: await store.snapshots() })
  return {
    async save(name) {
      if (!isName(name)) throw new MockError('BAD_OPTION', `"${name}" names no snapshot. Use 1 to 64 letters, digits, ".", "_" or "-".`)
      await ready()
      const known = await store.snapshots()
      if (known.length >= most && known.every((snapshot) => snapshot.name !== name))
        throw new MockError('TOO_MANY', `There are ${most} snapshots already. Forget some of them.`)
      await store.save(name)
      await tell()
    },
    async restore(name) {
      if (!(await store.restore(name))) throw missing(name)
      log.change('tokens', { change: 'replaced' })
    },
    async forget(name) {
      if (!(await store.forget(name))) throw missing(name)
      await tell()
    },
    list: async () => store.snapshots(),
  }
}

function missing(name: string): MockError {
  return new MockError('NOT_FOUND', `There is no snapshot "${name.slice(0, 100)}" in this world.`)
}
