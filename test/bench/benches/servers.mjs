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
  try {
    const { present, absent } = presentOf(subjects)
    for (const { name, start } of present) running[name] = await start()
    return { ...(await act(running)), absent }
  } finally {
    await Promise.all(Object.values(running).map((server) => server.stop()))
  }
}

/**
 * @param {readonly import('../subjects/subject.mjs').Subject[]} subjects
 * @returns Those that can be started here, and by name why the others cannot.
 */
export function presentOf(subjects) {
  const absent = {}
  const present = subjects.filter((subject) => {
    const reason = subject.absent?.()
    if (reason !== undefined) absent[subject.name] = reason
    return reason === undefined
  })
  return { present, absent }
}
