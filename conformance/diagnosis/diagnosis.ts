import type { Exchange } from '../history/events.ts'
import type { Contrast, Trait } from './contrast.ts'

/** What distinguishes the requests that went wrong from those that went right, as far as a history tells. */
export interface Diagnosis {
  /** With the counts it rests on; what is only likely begins with "Often". */
  readonly sentence: string
  /** Whether an exchange that went wrong has what most of them have: it is the better example. */
  isTypical(exchange: Exchange): boolean
  /** Whether it takes a kept connection to see it again. */
  readonly isAboutConnection: boolean
  /** Exchanges that make an example of it: without them it would not show that. */
  witnesses(exchange: Exchange): readonly Exchange[]
}

/** A trait that shows in other exchanges than the sample's own. */
export interface Witnessed<Sample> extends Trait<Sample> {
  /** It is the connection that they share. */
  readonly isAboutConnection?: true
  readonly witnesses?: (sample: Sample) => readonly Exchange[]
}

/** Where there is no more to say than a sentence. */
export function onlyTold(sentence: string): Diagnosis {
  return { sentence, isTypical: () => true, isAboutConnection: false, witnesses: () => [] }
}

/** @param counts The figures of the contrast in words, without a full stop. */
export function diagnosisOf<Sample extends { readonly exchange: Exchange }>(
  { trait, orElse }: Contrast<Sample>,
  counts: string,
  samples: readonly Sample[],
): Diagnosis {
  const byExchange = new Map(samples.map((sample) => [sample.exchange.id, sample]))
  const { witnesses, isAboutConnection = false } = trait as Witnessed<Sample>
  return {
    isAboutConnection,
    sentence: `${counts}${orElse === undefined ? '' : `, which here is the same as: ${orElse.having}`}.${
      trait.often === undefined ? '' : ` Often: ${trait.often}.`
    }`,
    isTypical: ({ id }) => {
      const sample = byExchange.get(id)
      return sample !== undefined && trait.holds(sample)
    },
    witnesses: ({ id }) => {
      const sample = byExchange.get(id)
      return sample === undefined || !trait.holds(sample) ? [] : (witnesses?.(sample) ?? [])
    },
  }
}

export function times(count: number): string {
  return count === 1 ? '1 time' : `${count} times`
}
