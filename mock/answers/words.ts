import type { ForcedAnswer } from '../control/generated/types.ts'

/** A forced answer in a few words, such as `2 × 503 where target revocable-1`. */
export function answerWords({ answer: { status = 201, wait, network }, match, left }: ForcedAnswer): string {
  const { headers = {}, ...others } = match
  const conditions = [...Object.entries(others), ...Object.entries(headers)].map(([name, value]) => `${name} ${value ?? 'none'}`)
  const what = network ?? String(status)
  return `${left} × ${what}${wait === undefined ? '' : ` after ${wait} ms`}${conditions.length === 0 ? '' : ` where ${conditions.join(', ')}`}`
}
