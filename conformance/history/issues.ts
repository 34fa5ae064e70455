import type { Issued } from './events.ts'
import { Origin } from './origin.ts'

/** The tokens of a run. Histories of one run share it, so that what is derived from the tokens alone is derived once. */
export class Issues extends Origin {
  /** In order; each token once, as it was last described. */
  readonly all: readonly Issued[]
  readonly #places: ReadonlyMap<string, number>

  constructor(events: readonly Issued[]) {
    super()
    const byAlias = new Map(events.map((issued) => [issued.token.alias, issued]))
    this.all = [...byAlias.values()]
    this.#places = new Map(this.all.map(({ token }, place) => [token.alias, place]))
  }

  of(alias: string): Issued | undefined {
    const place = this.#places.get(alias)
    return place === undefined ? undefined : this.all[place]
  }

  /** Those of some aliases that were issued, in order. */
  among(aliases: Iterable<string>): readonly Issued[] {
    const named = new Set(aliases)
    if (named.size * 4 > this.all.length) return this.all.filter(({ token }) => named.has(token.alias))
    const places = [...named].flatMap((alias) => this.#places.get(alias) ?? [])
    return places.toSorted((a, b) => a - b).flatMap((place) => this.all[place] ?? [])
  }
}
