import { ProvisionerError } from './provisioner-error.ts'

const mostShown = 5

/** The error for an answer that is not what was asked for, with its problems, each naming its place. */
export function invalid(name: string, problems: readonly string[]): ProvisionerError {
  const shown = problems.slice(0, mostShown).join('; ')
  const rest = problems.length > mostShown ? `; and ${problems.length - mostShown} more` : ''
  return new ProvisionerError('INVALID_ANSWER', `The provisioner ${name} did not give what was asked for: ${shown}${rest}.`)
}
