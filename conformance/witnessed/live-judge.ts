import { judge } from '../engine/judge.ts'
import type { Exchange, Header, HistoryEvent, Issued } from '../history/events.ts'
import { pushTo } from '../history/group.ts'
import { History } from '../history/history.ts'
import { marksIn } from '../history/mask.ts'
import { uuidOf } from '../interpretation/uuid.ts'
import type { Finding, Requirement } from '../requirements/requirement.ts'

/** How much of one token's life is looked at while it goes on; at the end everything is. */
const most = 200

/** How long between two looks, in ms, and how many times as long as the last look took. */
const pace = { least: 200, times: 4 }

/**
 * Judges what goes by while it goes by: now and then, all that is about the tokens of the latest exchanges, so that a
 * long session costs no more than a short one.
 */
export class LiveJudge {
  readonly #requirements: readonly Requirement[]
  readonly #onFinding: (finding: Finding) => void
  readonly #said = new Set<string>()
  readonly #issued = new Map<string, Issued>()
  readonly #byId = new Map<string, string>()
  readonly #byToken = new Map<string, Exchange[]>()
  #header: Header | undefined
  #fresh: Exchange[] = []
  #timer: NodeJS.Timeout | undefined
  #took = 0

  /** @param onFinding Gets each breach of level `must` or `should` when it is first seen. */
  constructor(requirements: readonly Requirement[], onFinding: (finding: Finding) => void) {
    this.#requirements = requirements
    this.#onFinding = onFinding
  }

  on(event: HistoryEvent): void {
    if (event.kind === 'header') this.#header = event
    if (event.kind === 'issued') this.#learn(event)
    if (event.kind !== 'exchange') return
    for (const alias of this.#tokensOf(event)) this.#keep(alias, event)
    this.#fresh.push(event)
    this.#timer ??= setTimeout(() => this.look(), Math.max(pace.least, pace.times * this.#took)).unref()
  }

  /** Looks now. */
  look(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const fresh = this.#fresh
    this.#fresh = []
    if (this.#header === undefined || fresh.length === 0) return
    const begin = performance.now()
    const ids = new Set(fresh.map(({ id }) => id))
    for (const { judgement } of judge(this.#closureOf(fresh, this.#header), this.#requirements)) {
      for (const finding of judgement.findings) if (ids.has(finding.exchanges.at(-1) ?? 0)) this.#say(finding)
    }
    this.#took = performance.now() - begin
  }

  #say(finding: Finding): void {
    const key = `${finding.requirement} ${finding.key}`
    if (finding.level === 'may' || this.#said.has(key)) return
    this.#said.add(key)
    this.#onFinding(finding)
  }

  /** All that is known of the tokens of some exchanges, and of those that they met. */
  #closureOf(fresh: readonly Exchange[], header: Header): History {
    const exchanges = new Set(fresh)
    for (const alias of new Set(fresh.flatMap((exchange) => this.#tokensOf(exchange)))) {
      for (const exchange of this.#byToken.get(alias) ?? []) exchanges.add(exchange)
    }
    return new History([header, ...this.#issued.values(), ...exchanges])
  }

  /** Those whose credential it bears, or whose id stands in its path in any spelling. */
  #tokensOf({ request }: Exchange): readonly string[] {
    const bearers = request.headers
      .flatMap(([name, value]) => (/^authorization$/i.test(name) ? marksIn(value) : []))
      .map(({ name }) => name)
    const named = request.target.split(/[/?#]/).flatMap((segment) => this.#byId.get(keyOf(segment)) ?? [])
    return [...bearers, ...named]
  }

  #learn(issued: Issued): void {
    const { alias, id } = issued.token
    this.#issued.set(alias, issued)
    if (id !== '') this.#byId.set(keyOf(id), alias)
  }

  #keep(alias: string, exchange: Exchange): void {
    pushTo(this.#byToken, alias, exchange)
    const kept = this.#byToken.get(alias) ?? []
    // How it began says that it was alive; the latest is what matters.
    if (kept.length > most) kept.splice(most / 4, 1)
  }
}

function keyOf(segment: string): string {
  try {
    return uuidOf(decodeURIComponent(segment)) ?? segment
  } catch {
    return segment
  }
}
