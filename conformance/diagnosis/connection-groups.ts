/** One use of a revoked token: over which connection it came, and over which its revocation. */
export interface Crossing {
  readonly revokedOn: number
  readonly usedOn: number
  readonly isAccepted: boolean
}

/** So many accepted, and so many rejected uses must agree with the groups that others have made. */
const enough = 5

/**
 * Connections in groups, as if each led to a server with a list of its own: a revocation that is known on a connection was made
 * in its group, one that is unknown in another. `undefined` where some use contradicts that, or too few could have.
 *
 * @returns For each connection the one that stands for its group.
 */
export function connectionGroups(crossings: readonly Crossing[]): ((connection: number) => number) | undefined {
  const parents = new Map<number, number>()
  const rootOf = (connection: number): number => {
    const parent = parents.get(connection)
    if (parent === undefined || parent === connection) return connection
    const root = rootOf(parent)
    parents.set(connection, root)
    return root
  }
  const joined = new Set<number>()
  let confirmed = 0
  for (const { revokedOn, usedOn, isAccepted } of crossings) {
    if (isAccepted || revokedOn === usedOn) continue
    if (rootOf(revokedOn) === rootOf(usedOn)) confirmed += 1
    parents.set(rootOf(revokedOn), rootOf(usedOn))
    joined.add(revokedOn).add(usedOn)
  }
  const accepted = crossings.filter(({ isAccepted }) => isAccepted)
  if (accepted.some(({ revokedOn, usedOn }) => rootOf(revokedOn) === rootOf(usedOn))) return undefined
  const telling = accepted.filter(({ revokedOn, usedOn }) => joined.has(revokedOn) && joined.has(usedOn)).length
  return telling < enough || confirmed < enough ? undefined : rootOf
}
