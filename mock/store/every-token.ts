import type { Token } from '../model/token.ts'
import type { WorldStore } from './store.ts'

/** Every token of a world in the order they were added, page by page. */
export async function everyToken(world: WorldStore): Promise<Token[]> {
  const tokens: Token[] = []
  let after: string | undefined
  do {
    const page = await world.page({ after, limit: 1000 })
    tokens.push(...page.tokens)
    after = page.next
  } while (after !== undefined)
  return tokens
}
