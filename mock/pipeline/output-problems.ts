import type { Contract } from '../../contract/index.ts'
import { givenContract } from '../../contract/index.ts'
import type { Answer } from './answer.ts'

/**
 * Where an answer of ours does not fit the contract. It always fits the given one (tests see to that, and faults are
 * meant not to), so only another version of the contract is worth the check.
 */
export function outputProblems(contract: Contract, { status, headers, body }: Answer): string[] {
  if (contract === givenContract || headers['content-type'] !== 'application/json') return []
  if (!contract.statuses.includes(status)) return [`the contract does not document ${status}`]
  const problems = contract.problemsInResponse(status, JSON.parse(body))
  // They go into a header, where only ASCII is safe.
  return problems.map(({ path, message }) => `/${path.join('/')} ${message}`.replaceAll(/[^ -~]/g, '?'))
}
