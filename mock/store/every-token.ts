import type { Token } from '../model/token.ts'
import type { WorldStore } from './store.ts'

/** Every token of a world in the order they were added. */
export async function everyToken(world: WorldStore): Promise<Token[]> {
  const tokens: Token[] = []
  for await (const page of pagesOf(world)) tokens.push(...page)
  return tokens
}

/** The same, page by page. Between two pages others have their turn: where a store answers at once, nothing else would give it to them. */
export async function* pagesOf(world: WorldStore): AsyncGenerator<readonly Token[]> {
  let after: string | undefined
  do {
    if (after !== undefined) await new Promise((turn) => setTimeout(turn))
    const page = await world.page({ after, limit: 1000 })
    yield page.tokens
    after = page.next
  } while (after !== undefined)
}
