import fc from 'fast-check'
import type { Case } from '../engine/case.ts'
import type { Actor } from '../engine/tokens.ts'
import { jsonValue, reason } from './plans/bodies.ts'
import type { Scenario } from './scenario.ts'
import { scenario } from './scenario.ts'

/** What the model knows: which of its tokens should be alive. */
interface Model {
  readonly alive: Set<number>
  readonly dead: Set<number>
  issued: number
}

interface Real {
  readonly on: Case
  readonly tokens: Actor[]
}

type Command = fc.AsyncCommand<Model, Real>

/** Most tokens of one case; each later command names one of them. */
const most = 4

class Issue implements Command {
  check = (model: Readonly<Model>): boolean => model.issued < most
  async run(model: Model, real: Real): Promise<void> {
    const token = await real.on.take('revocable')
    real.tokens.push(token)
    model.alive.add(model.issued)
    model.issued += 1
    await real.on.probe(token)
  }
  toString = (): string => 'issue'
}

/** Something that happens to one token; the model says what becomes of it. */
class Act implements Command {
  readonly #name: string
  readonly #which: number
  readonly #needs: 'alive' | 'dead' | 'any'
  readonly #kills: boolean
  readonly #act: (on: Case, token: Actor) => Promise<unknown>

  constructor(
    name: string,
    which: number,
    needs: 'alive' | 'dead' | 'any',
    kills: boolean,
    act: (on: Case, token: Actor) => Promise<unknown>,
  ) {
    this.#name = name
    this.#which = which
    this.#needs = needs
    this.#kills = kills
    this.#act = act
  }

  check = (model: Readonly<Model>): boolean => {
    if (model.issued === 0) return false
    const which = this.#which % model.issued
    return this.#needs === 'any' || model[this.#needs].has(which)
  }

  async run(model: Model, real: Real): Promise<void> {
    const which = this.#which % model.issued
    const token = real.tokens[which]
    if (token === undefined) return
    await this.#act(real.on, token)
    if (this.#kills) {
      model.alive.delete(which)
      model.dead.add(which)
    }
    // Every token is asked, not only the one that was touched: that is where a revocation spills over.
    for (const other of real.tokens) await real.on.probe(other, real.on.lane(1))
  }

  toString = (): string => `${this.#name}(${this.#which})`
}

const which = fc.nat(most - 1)
const acts: readonly fc.Arbitrary<Command>[] = [
  which.map((token) => new Act('use', token, 'any', false, (on, actor) => on.probe(actor))),
  which.map((token) => new Act('use on a fresh connection', token, 'any', false, (on, actor) => on.probeFresh(actor))),
  which.map((token) => new Act('revoke', token, 'alive', true, (on, actor) => on.revoke(actor, on.cast.manager))),
  which.map(
    (token) => new Act('revoke with a reason', token, 'alive', true, (on, actor) => on.revoke(actor, on.cast.manager, reason('model'))),
  ),
  which.map((token) => new Act('revoke again', token, 'dead', false, (on, actor) => on.revoke(actor, on.cast.manager))),
  // Whether a token may revoke itself is a reading: the model leaves its state open.
  which.map((token) => new Act('revoke itself', token, 'alive', false, (on, actor) => on.revoke(actor, actor))),
  which.map(
    (token) =>
      new Act('an outsider tries', token, 'any', false, async (on, actor) => on.cast.outsider && on.revoke(actor, on.cast.outsider)),
  ),
  which.map((token) => new Act('nobody tries', token, 'any', false, (on, actor) => on.revoke(actor, []))),
  which.map(
    (token) =>
      new Act('refused for its body', token, 'any', false, (on, actor) =>
        on.revoke(actor, on.cast.manager, jsonValue('a number', { reason: 7 })),
      ),
  ),
]

/** Any sequence of issues, uses and revocations on a few tokens: after each step all of them are asked whether they live. */
export const lifeModel: Scenario = scenario<Iterable<Command>>({
  id: 'life-model',
  title: 'Any sequence of issues, uses and revocations',
  runs: { quick: 5, standard: 60, certification: 500 },
  inputs: (replayPath) =>
    fc.commands([fc.constant(new Issue()), ...acts], { maxCommands: 9, ...(replayPath === undefined ? {} : { replayPath }) }),
  run: async (commands, on) => {
    const model: Model = { alive: new Set(), dead: new Set(), issued: 0 }
    const real: Real = { on, tokens: [] }
    // Most sequences do not begin with an issue; without a token none of their other commands could be run.
    await new Issue().run(model, real)
    await fc.asyncModelRun(() => ({ model, real }), commands)
  },
})
