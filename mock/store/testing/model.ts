import { noNumbers, numbersOf } from '../numbers.ts'
import type { Numbers } from '../numbers.ts'
import type { Token } from '../../model/token.ts'
import type { Entry } from '../store.ts'

/** What a store is held to: worlds as plain values, copied whole at every step, with nothing clever about them. */
export type Model = Map<string, ModelWorld>

export interface ModelWorld {
  now: ModelContents
  saved: Readonly<Record<string, ModelContents>>
}

export interface ModelContents {
  readonly entries: readonly Entry[]
  readonly numbers: Numbers
}

export function emptyModel(): Model {
  return new Map()
}

/** The world of this name, which begins when it has not. */
export function begun(model: Model, name: string): ModelWorld {
  const known = model.get(name)
  if (known !== undefined) return known
  const world = { now: { entries: [], numbers: noNumbers }, saved: {} }
  model.set(name, world)
  return world
}

export function startedFrom(entries: readonly Entry[]): ModelContents {
  return { entries, numbers: numbersOf(entries) }
}

export function tokensIn(contents: ModelContents | undefined): Token[] {
  return contents?.entries.map(({ token }) => token) ?? []
}

/** Replaces a token; `undefined` when there is none of this id. */
export function changed(world: ModelWorld | undefined, id: string, change: (token: Token) => Token): Token | undefined {
  const before = world?.now.entries.find(({ token }) => token.id === id)
  if (world === undefined || before === undefined) return undefined
  const token = change(before.token)
  world.now = { ...world.now, entries: world.now.entries.map((entry) => (entry === before ? { ...entry, token } : entry)) }
  return token
}
