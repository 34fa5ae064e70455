import { Interrupted, TargetError } from '../errors.ts'
import { ProvisionerError } from '../provisioner/index.ts'
import type { CheckOptions } from './check-options.ts'
import { OutOfTokens } from './tokens.ts'

/** Why a run ended early, in a sentence. @throws what is no expected reason. */
export function whyStopped(error: unknown, { maxTime, signal }: Pick<CheckOptions, 'maxTime' | 'signal'>): string {
  if (error instanceof Interrupted) {
    return signal?.aborted === true || maxTime === undefined
      ? 'The run was interrupted.'
      : `The run was ended after ${maxTime / 1000} s (--max-time).`
  }
  if (error instanceof TargetError || error instanceof ProvisionerError || error instanceof OutOfTokens) return error.message
  throw error
}
