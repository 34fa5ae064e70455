import { writeFileSync } from 'node:fs'

/** Writes so many tokens of each kind, issued by a mock, as a pool to check it with. */
export async function writePool(url: string, file: string, counts: Readonly<Record<string, number>>): Promise<void> {
  const tokens: object[] = []
  for (const [kind, count] of Object.entries(counts)) {
    const response = await fetch(`${url}/_mock/tokens`, { method: 'POST', body: JSON.stringify({ kind, count }) })
    tokens.push(...((await response.json()) as { tokens: object[] }).tokens)
  }
  writeFileSync(file, JSON.stringify({ tokens }))
}
