import type { TokenRecord } from '../history/events.ts'

/** A piece of a text: as it is, or what the shell puts into its place. */
export type Part = { readonly text: string } | { readonly word: string }

/** The variables of a script: secrets, which stand as marks in what was recorded, and ids of tokens. */
export class Variables {
  readonly #aliases: ReadonlyMap<string, string>
  readonly #pattern: RegExp
  /** Whose secret or id it is; `undefined` for what is derived from one. */
  readonly #used = new Map<string, string | undefined>()
  readonly #issuable: ReadonlySet<string>

  constructor(tokens: readonly TokenRecord[]) {
    this.#aliases = new Map(tokens.filter(({ id }) => id.length >= shortest).map(({ id, alias }) => [id, alias]))
    this.#issuable = new Set(tokens.filter(({ kind }) => kind !== 'unknown').map(({ alias }) => alias))
    const ids = [...this.#aliases.keys()].flatMap((id) => [id, id.toUpperCase()]).map((id) => id.replaceAll(/[^\w-]/g, String.raw`\$&`))
    this.#pattern = new RegExp(`(⟦[^⟧!]+⟧${ids.map((id) => `|${id}`).join('')})`)
  }

  /** A text in pieces; the variables count as used. */
  parts(text: string): readonly Part[] {
    return text
      .split(this.#pattern)
      .filter((piece) => piece !== '')
      .map((piece) => {
        const mark = /^⟦([^⟧!]+)⟧$/.exec(piece)?.[1]
        if (mark !== undefined) return this.#use(mark, this.#issuable.has(mark) ? mark : undefined)
        const id = this.#aliases.has(piece) ? piece : piece.toLowerCase()
        const alias = this.#aliases.get(id)
        if (alias === undefined) return { text: piece }
        const variable = this.#use(`${alias}-id`, this.#issuable.has(alias) ? alias : undefined)
        return piece === id ? variable : { word: `"$(echo ${variable.word} | tr a-z A-Z)"` }
      })
  }

  /** Lines that give the variables their values, or say that somebody has to. */
  setup(provisioner: string | undefined): readonly string[] {
    const isIssued = (alias: string | undefined): alias is string => provisioner !== undefined && alias !== undefined
    const issued = new Set([...this.#used.values()].filter(isIssued))
    const others = [...this.#used].filter(([, alias]) => !isIssued(alias)).map(([name]) => `${name}=…`)
    return [
      ...(issued.size === 0 ? [] : [`eval "$(dayzero-contract tokens ${[...issued].join(' ')} ${provisioner})"`]),
      ...(others.length === 0 ? [] : [`# ${others.join(' ')}`]),
    ]
  }

  #use(name: string, alias: string | undefined): { readonly word: string } {
    const variable = variableOf(name)
    this.#used.set(variable, alias)
    return { word: `"$${variable}"` }
  }
}

/** Shorter ids may stand in a text by chance. */
const shortest = 8

/** `REVOCABLE_7` for `revocable-7`. */
export function variableOf(name: string): string {
  return name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')
}
