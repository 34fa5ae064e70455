import type { History } from '../history/history.ts'
import { assessmentsOf } from '../interpretation/assessment.ts'
import { contrastOf } from './contrast.ts'
import type { Diagnosis } from './diagnosis.ts'
import { diagnosisOf, onlyTold, times } from './diagnosis.ts'
import { traitsOfRefused } from './refusal-traits.ts'
import { surroundingsIn } from './surroundings.ts'

/**
 * What distinguishes requests that were not refused as they should have been from those that were, for the same reason.
 *
 * @param wrong Numbers of the exchanges that break the promise.
 */
export function diagnoseRefusals(history: History, wrong: ReadonlySet<number>): Diagnosis | undefined {
  const assessments = assessmentsOf(history)
  const failed = assessments.filter(({ exchange }) => wrong.has(exchange.id))
  const reasons = new Set(failed.map(({ due }) => due.primary.id))
  const comparable = assessments.filter(
    ({ exchange, due, standing }) => reasons.has(due.primary.id) && (standing === 'accepted' || wrong.has(exchange.id)),
  )
  const observed = comparable.map((sample) => ({ sample, isWrong: wrong.has(sample.exchange.id) }))
  const found = contrastOf(observed, traitsOfRefused(history, failed, surroundingsIn(history)))
  if (found === undefined) return alwaysWrong(failed.length, comparable.length)
  const { trait, having, others } = found
  const counts = `Wrong ${having.wrong} of ${times(having.all)} ${trait.having}, and ${others.wrong} of ${times(others.all)} otherwise`
  return diagnosisOf(found, counts, comparable)
}

/** Of fewer it means little that none went right. */
const enough = 5

function alwaysWrong(failed: number, all: number): Diagnosis | undefined {
  return failed < enough || failed < all ? undefined : onlyTold(`Wrong each of the ${failed} times that it was tried.`)
}
