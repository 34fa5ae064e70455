// Servers for as long as a bench needs them.

/**
 * Starts the subjects that can be started here, and stops them whatever happens.
 *
 * @template Result
 * @param {readonly import('../subjects/subject.mjs').Subject[]} subjects
 * @param {(running: Readonly<Record<string, import('../subjects/subject.mjs').Running>>) => Promise<Result>} act By name.
 * @returns {Promise<Result & { absent: Record<string, string> }>}
 */
export async function withServers(subjects, act) {
  const running = {}
  const absent = {}
  try {
    for (const { name, absent: reason, start } of subjects) {
      if (reason === undefined) running[name] = await start()
      else absent[name] = reason
    }
    return { ...(await act(running)), absent }
  } finally {
    await Promise.all(Object.values(running).map((server) => server.stop()))
  }
}
