import type { Token } from '../model/token.ts'
import type { Entry } from './store.ts'

/**
 * A list of tokens, as what has changed since the list below it, which stays as it is. A list of any length is kept by
 * going on in a new layer on top of it.
 */
export interface Layer {
  readonly below: Layer | undefined
  /** Those that were added or replaced in this layer. */
  readonly tokens: Map<string, Token>
  /** Those that were added in this layer, in order. */
  readonly ids: string[]
  readonly idOfDigest: Map<string, string>
}

export function layerOn(below: Layer | undefined): Layer {
  return { below, tokens: new Map(), ids: [], idOfDigest: new Map() }
}

export function tokenIn(list: Layer, id: string): Token | undefined {
  for (let layer: Layer | undefined = list; layer !== undefined; layer = layer.below) {
    const token = layer.tokens.get(id)
    if (token !== undefined) return token
  }
  return undefined
}

export function idIn(list: Layer, digest: string): string | undefined {
  for (let layer: Layer | undefined = list; layer !== undefined; layer = layer.below) {
    const id = layer.idOfDigest.get(digest)
    if (id !== undefined) return id
  }
  return undefined
}

/** Adds those whose ids are not there yet. */
export function put(list: Layer, entries: readonly Entry[]): void {
  for (const { token, digest } of entries) {
    if (tokenIn(list, token.id) !== undefined) continue
    list.ids.push(token.id)
    list.tokens.set(token.id, token)
    list.idOfDigest.set(digest, token.id)
  }
}

export function sizeOf(list: Layer): number {
  return layersOf(list).reduce((size, { ids }) => size + ids.length, 0)
}

/** The tokens from one place in the list up to another, which is left out. */
export function sliceOf(list: Layer, from: number, to: number): Token[] {
  const tokens: Token[] = []
  let begin = 0
  for (const { ids } of layersOf(list)) {
    const found = ids.slice(Math.max(0, from - begin), Math.max(0, to - begin))
    for (const id of found) tokens.push(tokenIn(list, id) as Token)
    begin += ids.length
  }
  return tokens
}

/**
 * The list as it can be kept. A layer is at least twice as large as the one on top of it, or they are put together: so there
 * are never many, and seldom much to put together.
 */
export function settled(list: Layer): Layer {
  const { below } = list
  if (below === undefined) return list
  if (list.tokens.size === 0) return below
  return list.tokens.size * 2 <= below.tokens.size ? list : settled(merged(below, list))
}

function merged(lower: Layer, upper: Layer): Layer {
  const both = {
    below: lower.below,
    tokens: new Map(lower.tokens),
    ids: lower.ids.concat(upper.ids),
    idOfDigest: new Map(lower.idOfDigest),
  }
  for (const [id, token] of upper.tokens) both.tokens.set(id, token)
  for (const [digest, id] of upper.idOfDigest) both.idOfDigest.set(digest, id)
  return both
}

/** The lowest first. */
function layersOf(list: Layer): Layer[] {
  const layers: Layer[] = []
  for (let layer: Layer | undefined = list; layer !== undefined; layer = layer.below) layers.unshift(layer)
  return layers
}
