import type { Validator } from '../../contract/index.ts'
import { problemsOf } from '../../contract/index.ts'
import { validationErrors } from '../bodies/validation-errors.ts'
import type { ForcedAnswerOrder } from '../control/generated/types.ts'
import { MockError } from '../errors.ts'

/**
 * Holds forced answers to what the control API would accept.
 *
 * @throws MockError `BAD_OPTION` for the first that it would not.
 */
export async function checkOrders(orders: readonly ForcedAnswerOrder[]): Promise<void> {
  if (orders.length === 0) return
  const validators: { readonly ForcedAnswerOrder: Validator } = await import('../control/generated/validators.ts')
  for (const order of orders) {
    const problems = problemsOf(validators.ForcedAnswerOrder, order)
    const [first] = problems.length === 0 ? [] : validationErrors(problems, order)
    if (first === undefined) continue
    const place = first.loc.slice(1).join('.')
    throw new MockError('BAD_OPTION', `The forced answer ${JSON.stringify(order)} cannot be: ${place}: ${first.msg}.`)
  }
}
