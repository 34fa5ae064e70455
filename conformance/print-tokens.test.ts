import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { printTokens } from './print-tokens.ts'
import type { Provisioner } from './provisioner/index.ts'

/** Issues `KIND-1`, `KIND-2` and so on. */
function provisioner(): Provisioner & { readonly asked: string[] } {
  const asked: string[] = []
  return {
    limited: false,
    asked,
    issue: async (kind) => {
      asked.push(kind)
      return [{ kind, id: `id '${asked.length}'`, secret: `secret of ${kind} ${asked.length}` }]
    },
    close: async () => undefined,
  }
}

test('fresh tokens become variables of the shell that evaluates them', async () => {
  const lines = await printTokens(['manager-1', 'revocable-7'], provisioner())
  const script = `eval "$(cat)"; printf '%s|' "$MANAGER_1" "$MANAGER_1_ID" "$REVOCABLE_7" "$REVOCABLE_7_ID"`
  expect(execFileSync('bash', ['-c', script], { input: lines, encoding: 'utf8' })).toBe(
    "secret of manager 1|id '1'|secret of revocable 2|id '2'|",
  )
})

test('another name is refused before anything is issued', async () => {
  const source = provisioner()
  await expect(printTokens(['manager-1', 'boss-1'], source)).rejects.toThrow('"boss-1" is no token. Name a kind and a number')
  expect(source.asked).toEqual([])
})
