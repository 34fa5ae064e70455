/** Something that happened once, and whether it went wrong. */
export interface Observed<Sample> {
  readonly sample: Sample
  readonly isWrong: boolean
}

/** What one sample may have and another lack. */
export interface Trait<Sample> {
  /** Told of those that have it, such as "on a kept connection". */
  readonly having: string
  /** What in a server is often behind it, as a clause. */
  readonly often?: string
  /** A defect of this kind is so usual that less evidence will do. */
  readonly isUsual?: true
  holds(sample: Sample): boolean
}

/** Something to count or to measure. It makes a trait by the limit that parts the wrong from the right best. */
export interface Quantity<Sample> {
  readonly of: (sample: Sample) => number
  /** As the trait of those that have so much or more; absent: more of it explains nothing. */
  readonly atLeast?: (limit: number) => Told
  /** As the trait of those that have so much or less. */
  readonly atMost?: (limit: number) => Told
}

type Told = Omit<Trait<never>, 'holds'>

/** A trait, and how often those that have it and the others went wrong. */
export interface Contrast<Sample> {
  readonly trait: Trait<Sample>
  readonly having: Count
  readonly others: Count
  /** From 0, it tells nothing, to 1, it tells the wrong from the right without an exception. */
  readonly score: number
  /** Another trait that tells as much: here nobody can say which of the two it is. */
  readonly orElse?: Trait<Sample>
}

export interface Count {
  readonly wrong: number
  readonly all: number
}

/** How much of what went wrong has to have the trait, and how much more often it has to go wrong with it. */
const coverage = 0.9
const lift = 5
/** What is less probable than this is taken for no coincidence, although some forty traits are tried. */
const coincidence = 2e-4
const coincidenceOfUsual = 2e-2

/**
 * What distinguishes what went wrong from what went right: the trait that tells most, if there is one that nearly everything has
 * which went wrong, that goes with it far more often than its absence does, and that chance would not have brought about.
 */
export function contrastOf<Sample>(
  observed: readonly Observed<Sample>[],
  traits: readonly Trait<Sample>[],
  quantities: readonly Quantity<Sample>[] = [],
): Contrast<Sample> | undefined {
  const contrasts = [...traits, ...quantities.flatMap((quantity) => limitsOf(observed, quantity))]
    .map((trait) => contrastBy(observed, trait))
    .filter(isTelling)
  // Of several that tell as much the first: they stand in the order of how much they explain.
  const [best, second] = contrasts.toSorted((a, b) => b.score - a.score)
  if (best === undefined || second === undefined || second.score < best.score) return best
  return { ...best, orElse: second.trait }
}

function contrastBy<Sample>(observed: readonly Observed<Sample>[], trait: Trait<Sample>): Contrast<Sample> {
  const having = countOf(observed.filter(({ sample }) => trait.holds(sample)))
  const all = countOf(observed)
  const others = { wrong: all.wrong - having.wrong, all: all.all - having.all }
  return { trait, having, others, score: scoreOf(having, others) }
}

function countOf<Sample>(observed: readonly Observed<Sample>[]): Count {
  return { wrong: observed.filter(({ isWrong }) => isWrong).length, all: observed.length }
}

function isTelling<Sample>({ trait, having, others }: Contrast<Sample>): boolean {
  if (having.wrong < 2 || having.wrong < coverage * (having.wrong + others.wrong)) return false
  return rateOf(having) > lift * rateOf(others) && chanceOf(having, others) < (trait.isUsual === true ? coincidenceOfUsual : coincidence)
}

/** The share of the uncertainty about wrong and right that knowing the trait takes away. */
function scoreOf(having: Count, others: Count): number {
  const all = having.all + others.all
  const before = entropyOf({ wrong: having.wrong + others.wrong, all })
  if (before === 0) return 0
  return 1 - (entropyOf(having) * having.all + entropyOf(others) * others.all) / all / before
}

function entropyOf(count: Count): number {
  const rate = rateOf(count)
  return rate === 0 || rate === 1 ? 0 : -rate * Math.log2(rate) - (1 - rate) * Math.log2(1 - rate)
}

function rateOf({ wrong, all }: Count): number {
  return all === 0 ? 0 : wrong / all
}

/** How probable it is that so many of the wrong, or more, would have the trait if it had nothing to do with it (Fisher's exact test). */
function chanceOf(having: Count, others: Count): number {
  const all = having.all + others.all
  const wrong = having.wrong + others.wrong
  const ways = logFactorials(all)
  const choose = (n: number, k: number): number => (ways[n] ?? 0) - (ways[k] ?? 0) - (ways[n - k] ?? 0)
  let chance = 0
  for (let count = having.wrong; count <= Math.min(wrong, having.all); count += 1) {
    if (wrong - count <= others.all) chance += Math.exp(choose(having.all, count) + choose(others.all, wrong - count) - choose(all, wrong))
  }
  return chance
}

function logFactorials(most: number): readonly number[] {
  const logs = [0]
  for (let n = 1; n <= most; n += 1) logs.push((logs[n - 1] ?? 0) + Math.log(n))
  return logs
}

/** At most two traits: so much or more, and so much or less, each where it tells most. */
function limitsOf<Sample>(observed: readonly Observed<Sample>[], { of, atLeast, atMost }: Quantity<Sample>): readonly Trait<Sample>[] {
  const amounts = observed.map(({ sample, isWrong }) => ({ amount: of(sample), isWrong })).toSorted((a, b) => a.amount - b.amount)
  const all: Count = { wrong: amounts.filter(({ isWrong }) => isWrong).length, all: amounts.length }
  const best = { below: { score: 0, limit: 0 }, above: { score: 0, limit: 0 } }
  let wrong = 0
  for (const [index, { amount, isWrong }] of amounts.entries()) {
    if (isWrong) wrong += 1
    const next = amounts[index + 1]?.amount
    if (next === undefined || next === amount) continue
    const below: Count = { wrong, all: index + 1 }
    const above: Count = { wrong: all.wrong - wrong, all: all.all - below.all }
    const score = scoreOf(below, above)
    if (rateOf(below) > rateOf(above) && score > best.below.score) best.below = { score, limit: amount }
    if (rateOf(above) > rateOf(below) && score > best.above.score) best.above = { score, limit: next }
  }
  const { below, above } = best
  return [
    ...(atMost === undefined || below.score === 0
      ? []
      : [{ ...atMost(below.limit), holds: (sample: Sample) => of(sample) <= below.limit }]),
    ...(atLeast === undefined || above.score === 0
      ? []
      : [{ ...atLeast(above.limit), holds: (sample: Sample) => of(sample) >= above.limit }]),
  ]
}
