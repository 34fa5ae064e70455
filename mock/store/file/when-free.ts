/** How long another process may keep the file to itself, in ms. */
const patience = 5000

/**
 * Does something that needs the file to itself, once no other process has it. SQLite can wait by itself, but it blocks one
 * of the few threads that `libsql` has for everything, and what holds the file may need that thread to let go of it.
 */
export async function whenFree<Result>(act: () => Promise<Result>, limit: number = patience): Promise<Result> {
  const end = performance.now() + limit
  for (let pause = 1; ; pause = Math.min(pause * 2, 16)) {
    try {
      return await act()
    } catch (error) {
      const isBusy = String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY')
      if (!isBusy || performance.now() > end) throw error
      await new Promise((resume) => setTimeout(resume, pause))
    }
  }
}
